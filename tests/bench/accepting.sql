-- An accept in one statement: $1 the visit, $2 the master.
WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(1, $2::int)),
moved AS (
    UPDATE visit SET status = 'accepted', master_id = $2::int, accepted_at = now(), version = version + 1
    FROM held WHERE id = $1::int AND status = 'offered' AND EXISTS (
        SELECT 1 FROM offer WHERE visit_id = $1::int AND master_id = $2::int AND status = 'open')
    RETURNING id, order_id, starts_at, ends_at),
mine AS (
    UPDATE offer SET status = 'accepted', answered_at = now() FROM moved
    WHERE visit_id = moved.id AND offer.master_id = $2::int AND offer.status = 'open'),
gone AS (
    UPDATE offer SET status = 'withdrawn', answered_at = now() FROM moved, visit v
    WHERE v.id = offer.visit_id AND offer.status = 'open'
        AND NOT (offer.visit_id = $1::int AND offer.master_id = $2::int)
        AND (offer.visit_id = $1::int
            OR offer.master_id = $2::int AND v.starts_at < moved.ends_at AND v.ends_at > moved.starts_at)
    RETURNING offer.master_id, v.order_id),
story AS (
    INSERT INTO history (order_id, visit_id, at, actor_id, event, status_from, status_to, data)
    SELECT order_id, id, now(), $2::int, 'VisitAccepted', 'offered', 'accepted',
        jsonb_build_object('order_id', order_id, 'visit_id', id, 'master_id', $2::int) FROM moved),
told AS (
    INSERT INTO outbox (person_id, event, data, order_id, bulk, due_at, attempts, error, created_at)
    SELECT p.id, 'VisitAccepted',
        jsonb_build_object('order_id', order_id, 'visit_id', moved.id, 'master_id', $2::int),
        order_id, false, now(), 0, '', now()
    FROM moved, person p
    WHERE p.status = 'active' AND p.telegram_id IS NOT NULL AND p.roles && ARRAY['admin', 'dispatcher']
    UNION ALL
    SELECT gone.master_id, 'OfferWithdrawn', jsonb_build_object('order_id', order_id, 'visit_id', $1::int,
        'master_id', gone.master_id, 'why', 'withdrawn.taken'), order_id, false, now(), 0, '', now()
    FROM gone),
derived AS (
    UPDATE "order" SET status = CASE WHEN EXISTS (
        SELECT 1 FROM visit other WHERE other.order_id = moved.order_id AND other.id <> moved.id
            AND other.status IN ('en_route', 'on_site', 'paused', 'finished', 'returned', 'approved'))
        THEN 'in_progress' ELSE 'scheduled' END
    FROM moved WHERE "order".id = moved.order_id AND office_status IS NULL)
UPDATE card SET wanted = wanted + 1 FROM moved WHERE card.order_id = moved.order_id AND retired_at IS NULL
