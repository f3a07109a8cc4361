SELECT
  crop_run.id,
  crop_run.created_at,
  crop_run.source,
  crop_run.notes,
  jsonb_build_object(
    'id', image.id,
    'r2_key', image.r2_key,
    'derived_from', image.derived_from_id,
    'piece', image.piece_id
  ) AS image
FROM crop_run
JOIN image ON image.id = crop_run.image_id
WHERE crop_run.created_at < '2026-07-01T00:00:00Z'
