-- Roots of the complete subtrees of the public log, largest first: what the root after one more leaf follows from.
alter table disclosure_head add column peaks bytea[] not null default '{}';

do $$
declare
  leaf bytea;
  grown bytea[] := '{}';
  size bigint := 0;
  whole bigint;
begin
  for leaf in select leaf_hash from disclosure_leaves order by index loop
    size := size + 1;
    grown := grown || leaf;
    whole := size;
    while whole % 2 = 0 loop
      grown := grown[:cardinality(grown) - 2]
        || sha256('\x01'::bytea || grown[cardinality(grown) - 1] || grown[cardinality(grown)]);
      whole := whole / 2;
    end loop;
  end loop;
  update disclosure_head set peaks = grown;
end $$;
