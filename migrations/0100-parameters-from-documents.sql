-- A number may come from an article of the town's own document, and may end on a day that the article names.
alter table parameter_proposals
  add column valid_to date,
  add column article_parameter_id uuid references article_parameters (id),
  add constraint parameter_proposal_ends_after_it_begins check (valid_to >= valid_from);
alter table parameter_settings
  add column article_parameter_id uuid references article_parameters (id);
create index parameter_proposals_by_number on parameter_proposals (article_parameter_id)
  where article_parameter_id is not null;
