SELECT
  id,
  image_id,
  created_at,
  approved,
  drawn_over,
  mask_key AS mask,
  jsonb_build_object('kind', kind) AS annotator
FROM crop_annotation
WHERE created_at < '2026-07-01T00:00:00Z'
