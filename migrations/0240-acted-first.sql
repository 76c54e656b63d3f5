-- What could not wait for the four discussions: done first, decided after, where the town's own rule allows it.

alter table village_decision_cases
  add column acted_first_on date,
  add column acted_first_what text,
  add column acted_first_why text,
  -- Who ordered it, in the village's own words.
  add column acted_first_by text,
  -- The last day on which the resolution still comes in time.
  add column acted_first_due_on date,
  add constraint acting_first_is_told_whole check (
    num_nulls(acted_first_on, acted_first_what, acted_first_why, acted_first_by, acted_first_due_on) in (0, 5)
  ),
  add constraint acting_first_is_due_after_it check (acted_first_due_on > acted_first_on);
