-- The villagers' group whose own matter it is; its meeting decides, not the village's.
alter table village_decision_cases
  add column group_name text,
  add constraint village_group_has_a_name check (group_name <> '');
