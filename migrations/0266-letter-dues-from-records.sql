-- Whether the last month on the letter was read from the books of dues; else a person stated it.
alter table transfer_letters add column dues_from_records boolean not null default false;
