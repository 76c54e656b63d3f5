-- An objection handed in on paper is entered by the branch: by whom and when stands on its receipt.
alter table star_objections
  add column on_paper boolean not null default false,
  add column recorder text,
  add column recorded_on date;
alter table star_objections
  add constraint star_objection_on_paper_names_its_recorder check (not on_paper or (recorder is not null and recorded_on is not null));
