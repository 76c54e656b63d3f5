-- A page of the roll is a score of people, not the thousand that the planner assumes of a function: what is joined to it
-- is looked up row by row.
alter function list_members(uuid[], text, text, text[], text, text, bytea, integer, integer, integer) rows 20;
