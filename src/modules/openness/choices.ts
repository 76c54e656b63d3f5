/** Fixed choices of publications and the catalogue; shared with the staff app. */

/** Message keys `procedure.publication.state.<key>`. */
export const publicationStates = [
  'proposed',
  'reviewed',
  'approved',
  'published',
  'corrected',
  'ended',
  'returned',
] as const;

/** 公开2017: to society, in the region, in the unit, to specific members. Message keys `openness.audience.<key>`. */
export const audiences = ['society', 'region', 'unit', 'members'] as const;

/** Message keys `openness.channel.<key>`. */
export const channels = ['online', 'paper', 'spoken'] as const;

/** Message keys `openness.catalogue.<key>`. */
export const catalogueNames = ['party', 'village', 'government'] as const;

/** Most urgent first; message keys `openness.state.<key>`. */
export const catalogueStateKeys = ['late', 'due', 'running', 'published_late', 'on_time'] as const;
