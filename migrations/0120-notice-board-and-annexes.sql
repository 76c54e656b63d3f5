-- The notice board of members and staff, and the annexes of what is public.

create index files_of_publications on files (owner_id) where owner_type = 'publication' and removed_at is null;

-- Annexes of a notice while it is public; the bytes lie in the blob store under their SHA-256.
create view public_notice_files as
  select p.code, f.id, f.name, f.type, f.bytes, f.sha256, f.at, p.shown_until
  from files f
  join publications p on p.id = f.owner_id
  where f.owner_type = 'publication' and f.removed_at is null and p.state = 'published' and p.audience = 'society';
grant select on public_notice_files to jishi_public;
create constraint trigger site_shows_annexes after insert or update or delete on files
  deferrable initially deferred for each row execute function raise_site_revision();

-- What a reader may read on the board: `paths` are where the reader holds a role, `member_paths` where as a Party member.
-- region: the reader's town; unit: the organization itself, those above it, and in a village whoever belongs to it;
-- members: the Party members of the organization, of those below it, and whoever leads them. Everything else stays closed.
create function notice_board(paths ltree[], member_paths ltree[], on_day date)
  returns table (
    id uuid, code text, org_id uuid, org_path ltree, catalogue_key text, audience text, title text, content jsonb,
    body text, shown_from date, shown_until date, published_at timestamptz
  )
  language sql stable security definer set search_path from current
begin atomic
  select p.id, p.code, p.org_id, p.org_path, p.catalogue_key, p.audience, p.public_title, p.public_content,
    p.public_text, p.shown_from, p.shown_until, p.published_at
  from publications p
  join organizations o on o.id = p.org_id
  where p.state = 'published' and (p.shown_until is null or p.shown_until >= on_day)
    and case p.audience
      when 'society' then true
      when 'region' then exists (
        select from organizations town
        where town.kind = 'township_party_committee' and town.path @> p.org_path
          and (town.path @> any (paths) or town.path <@ any (paths))
      )
      when 'unit' then p.org_path <@ any (paths) or (o.kind = 'village' and p.org_path @> any (paths))
      when 'members' then p.org_path <@ any (member_paths) or p.org_path @> any (member_paths)
      else false
    end;
end;

-- Annexes of what the same reader may read.
create function notice_board_files(paths ltree[], member_paths ltree[], on_day date)
  returns table (publication_id uuid, id uuid, name text, type text, bytes integer, sha256 text, at timestamptz)
  language sql stable security definer set search_path from current
begin atomic
  select f.owner_id, f.id, f.name, f.type, f.bytes, f.sha256, f.at
  from files f
  join notice_board(paths, member_paths, on_day) p on p.id = f.owner_id
  where f.owner_type = 'publication' and f.removed_at is null;
end;

revoke execute on function notice_board(ltree[], ltree[], date) from public;
revoke execute on function notice_board_files(ltree[], ltree[], date) from public;
grant execute on function notice_board(ltree[], ltree[], date) to jishi_app;
grant execute on function notice_board_files(ltree[], ltree[], date) to jishi_app;
