-- Records of a star say in a word what they are, and where the member opens them.
update star_marks m set records = coalesce((
  select jsonb_agg(r || jsonb_build_object(
    'word', case m.dimension
      when 'self_review' then 'written'
      else case when (r ->> 'met')::boolean then 'present' else 'absent' end
    end,
    'ownPath', replace(r ->> 'path', '/meetings/', '/own-meetings/')
  ))
  from jsonb_array_elements(m.records) r
), '[]'::jsonb)
where m.records <> '[]'::jsonb;
