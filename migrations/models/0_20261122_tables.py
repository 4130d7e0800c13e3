from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "audit" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "actor_id" INT,
    "action" VARCHAR(48) NOT NULL,
    "subject" VARCHAR(64) NOT NULL,
    "data" JSONB NOT NULL
);
COMMENT ON TABLE "audit" IS 'Who saw or did what matters to privacy and security. Append-only, held by a trigger.';
CREATE TABLE IF NOT EXISTS "company_setting" (
    "key" VARCHAR(48) NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);
COMMENT ON TABLE "company_setting" IS 'A decision of the company, see :mod:`domain.company` for the keys and their defaults.';
CREATE TABLE IF NOT EXISTS "due" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(40) NOT NULL,
    "key" VARCHAR(96) NOT NULL UNIQUE,
    "due_at" TIMESTAMPTZ NOT NULL,
    "data" JSONB NOT NULL,
    "done_at" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    "failed_at" TIMESTAMPTZ,
    "error" TEXT NOT NULL
);
COMMENT ON TABLE "due" IS 'What must happen at a time. ``key`` is unique, so it is set up once however often it is asked for.';
CREATE TABLE IF NOT EXISTS "inbox" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "update_id" BIGINT NOT NULL,
    "digest" VARCHAR(32) NOT NULL,
    "chat_key" BIGINT NOT NULL,
    "payload" JSONB,
    "received_at" TIMESTAMPTZ NOT NULL,
    "effect_at" TIMESTAMPTZ,
    "done_at" TIMESTAMPTZ,
    "attempts" INT NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    "set_aside_at" TIMESTAMPTZ,
    "error" TEXT NOT NULL,
    CONSTRAINT "uid_inbox_update__f95fa1" UNIQUE ("update_id", "digest")
);
CREATE INDEX IF NOT EXISTS "idx_inbox_receive_51baca" ON "inbox" ("received_at");
COMMENT ON TABLE "inbox" IS 'An update of Telegram, stored before it is confirmed. ``id`` is our own order of arrival.';
CREATE TABLE IF NOT EXISTS "person" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(128) NOT NULL,
    "telegram_id" BIGINT UNIQUE,
    "phone" VARCHAR(20),
    "locale" VARCHAR(5) NOT NULL,
    "roles" TEXT[] NOT NULL,
    "status" VARCHAR(16) NOT NULL,
    "bot_blocked_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN "person"."status" IS 'INVITED: invited\nACTIVE: active\nSUSPENDED: suspended\nARCHIVED: archived';
COMMENT ON TABLE "person" IS 'Somebody who signs in: by Telegram, or to the web by a link the bot hands out.';
CREATE TABLE IF NOT EXISTS "absence" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "starts_at" TIMESTAMPTZ NOT NULL,
    "ends_at" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "master_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_absence_master__25c48a" ON "absence" ("master_id", "ends_at");
COMMENT ON TABLE "absence" IS 'A vacation, sick leave or other time when a master takes no visits.';
CREATE TABLE IF NOT EXISTS "client" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(128) NOT NULL,
    "company" VARCHAR(128),
    "notes" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "person_id" INT REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX IF NOT EXISTS "idx_client_person__12c1f5" ON "client" ("person_id");
COMMENT ON TABLE "client" IS 'Who owns the addresses; ``person`` when he also uses the bot.';
CREATE TABLE IF NOT EXISTS "address" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "text" VARCHAR(256) NOT NULL,
    "district" VARCHAR(64) NOT NULL,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "client_id" INT NOT NULL REFERENCES "client" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_address_client__a82147" ON "address" ("client_id");
COMMENT ON TABLE "address" IS 'Where the work is. Without a place (``lat``, ``lon``) distance is left out of dispatch.';
CREATE TABLE IF NOT EXISTS "client_phone" (
    "number" VARCHAR(20) NOT NULL PRIMARY KEY,
    "client_id" INT NOT NULL REFERENCES "client" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_client_phon_client__0cdf27" ON "client_phone" ("client_id");
COMMENT ON TABLE "client_phone" IS 'A client''s number in E.164; one number belongs to one client.';
CREATE TABLE IF NOT EXISTS "draft" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(32) NOT NULL,
    "subject" INT NOT NULL,
    "step" VARCHAR(64) NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "person_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_draft_person__ab85a0" UNIQUE ("person_id", "kind", "subject")
);
COMMENT ON TABLE "draft" IS 'What a person has entered in a dialog so far; ``step`` is the window it stands at.';
CREATE TABLE IF NOT EXISTS "invitation" (
    "token_hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "role" VARCHAR(16) NOT NULL,
    "name" VARCHAR(128) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "created_by_id" INT REFERENCES "person" ("id") ON DELETE CASCADE,
    "person_id" INT REFERENCES "person" ("id") ON DELETE CASCADE
);
COMMENT ON COLUMN "invitation"."role" IS 'ADMIN: admin\nDISPATCHER: dispatcher\nMASTER: master\nCLIENT: client';
COMMENT ON TABLE "invitation" IS 'A one-time deep link that makes its opener a person with ``role``. Only the token''s hash is kept.';
CREATE TABLE IF NOT EXISTS "login_link" (
    "token_hash" VARCHAR(64) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "person_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "login_link" IS 'A one-time link into the web admin. Only the token''s hash is kept.';
CREATE TABLE IF NOT EXISTS "master" (
    "skills" TEXT[] NOT NULL,
    "home_lat" DOUBLE PRECISION,
    "home_lon" DOUBLE PRECISION,
    "radius_km" INT,
    "daily_limit" INT NOT NULL,
    "share_percent" INT NOT NULL,
    "rating" DOUBLE PRECISION,
    "hours" JSONB,
    "person_id" INT NOT NULL PRIMARY KEY REFERENCES "person" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "master" IS 'What dispatch must know of a field technician. ``hours`` empty: the company''s hours.';
CREATE TABLE IF NOT EXISTS "outbox" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "event" VARCHAR(40) NOT NULL,
    "data" JSONB NOT NULL,
    "order_id" INT,
    "bulk" BOOL NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "attempts" INT NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "message_id" BIGINT,
    "failed_at" TIMESTAMPTZ,
    "error" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "person_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "outbox" IS 'A message that will be sent: the event and ids, rendered when sent. Order is kept per chat.';
CREATE TABLE IF NOT EXISTS "screen" (
    "chat_id" BIGINT NOT NULL PRIMARY KEY,
    "redraw_at" TIMESTAMPTZ NOT NULL,
    "attempts" INT NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_screen_redraw__358f69" ON "screen" ("redraw_at");
COMMENT ON TABLE "screen" IS 'A chat whose dialog may show less than the database holds: it is drawn again when it can be.';
CREATE TABLE IF NOT EXISTS "service" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "code" VARCHAR(32) NOT NULL UNIQUE,
    "name" VARCHAR(96) NOT NULL,
    "skill" VARCHAR(32) NOT NULL,
    "minutes" INT NOT NULL,
    "price" BIGINT NOT NULL,
    "photos_before" INT NOT NULL,
    "photos_after" INT NOT NULL,
    "rank" INT NOT NULL,
    "active" BOOL NOT NULL
);
COMMENT ON TABLE "service" IS 'What the company sells: the skill it needs, its usual duration and price (whole kopecks).';
CREATE TABLE IF NOT EXISTS "order" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL UNIQUE,
    "text" TEXT NOT NULL,
    "priority" VARCHAR(8) NOT NULL,
    "wanted_from" TIMESTAMPTZ,
    "wanted_to" TIMESTAMPTZ,
    "price" BIGINT,
    "origin" VARCHAR(16) NOT NULL,
    "office_status" VARCHAR(12),
    "status" VARCHAR(12) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "address_id" INT NOT NULL REFERENCES "address" ("id") ON DELETE RESTRICT,
    "client_id" INT NOT NULL REFERENCES "client" ("id") ON DELETE RESTRICT,
    "created_by_id" INT REFERENCES "person" ("id") ON DELETE CASCADE,
    "service_id" INT NOT NULL REFERENCES "service" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "idx_order_created_a653c8" ON "order" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_order_client__434e98" ON "order" ("client_id");
COMMENT ON COLUMN "order"."priority" IS 'LOW: low\nNORMAL: normal\nHIGH: high\nURGENT: urgent';
COMMENT ON COLUMN "order"."office_status" IS 'CANCELLED: cancelled';
COMMENT ON COLUMN "order"."status" IS 'NEW: new\nSCHEDULED: scheduled\nIN_PROGRESS: in_progress\nDONE: done\nCANCELLED: cancelled';
COMMENT ON TABLE "order" IS 'What a client wants done. ``status`` is derived from the visits, see :mod:`domain.statuses`.';
CREATE TABLE IF NOT EXISTS "card" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "chat_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "wanted" INT NOT NULL,
    "shown" INT NOT NULL,
    "digest" VARCHAR(32) NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    "retired_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "order_id" INT NOT NULL REFERENCES "order" ("id") ON DELETE CASCADE,
    "person_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_card_order_i_0a9e66" ON "card" ("order_id");
COMMENT ON TABLE "card" IS 'The living message of an order in a chat. ``wanted`` above ``shown``: it must be drawn again.';
CREATE TABLE IF NOT EXISTS "history" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "visit_id" INT,
    "at" TIMESTAMPTZ NOT NULL,
    "actor_id" INT,
    "event" VARCHAR(40) NOT NULL,
    "status_from" VARCHAR(12),
    "status_to" VARCHAR(12),
    "data" JSONB NOT NULL,
    "cause_id" BIGINT,
    "order_id" INT NOT NULL REFERENCES "order" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_history_order_i_a65966" ON "history" ("order_id");
COMMENT ON TABLE "history" IS 'One change of an order or visit: who, when, from, to, why. Append-only, held by a trigger.';
CREATE TABLE IF NOT EXISTS "session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "user_agent" VARCHAR(256) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "person_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_session_person__9420e7" ON "session" ("person_id");
COMMENT ON TABLE "session" IS 'A signed-in browser. Revoked by ``revoked_at``; Redis only caches it.';
CREATE TABLE IF NOT EXISTS "skill" (
    "code" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(64) NOT NULL
);
COMMENT ON TABLE "skill" IS 'A trade a master may have, by the company''s own name.';
CREATE TABLE IF NOT EXISTS "visit" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "starts_at" TIMESTAMPTZ,
    "ends_at" TIMESTAMPTZ,
    "promised_from" TIMESTAMPTZ,
    "promised_to" TIMESTAMPTZ,
    "status" VARCHAR(12) NOT NULL,
    "version" INT NOT NULL,
    "lead" BOOL NOT NULL,
    "accepted_at" TIMESTAMPTZ,
    "en_route_at" TIMESTAMPTZ,
    "on_site_at" TIMESTAMPTZ,
    "paused_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "approved_at" TIMESTAMPTZ,
    "outcome" VARCHAR(16),
    "created_at" TIMESTAMPTZ NOT NULL,
    "master_id" INT REFERENCES "person" ("id") ON DELETE RESTRICT,
    "order_id" INT NOT NULL REFERENCES "order" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "idx_visit_order_i_27ea51" ON "visit" ("order_id");
CREATE INDEX IF NOT EXISTS "idx_visit_master__01aec0" ON "visit" ("master_id", "starts_at");
CREATE INDEX IF NOT EXISTS "idx_visit_status_195bcf" ON "visit" ("status", "starts_at");
COMMENT ON COLUMN "visit"."status" IS 'UNASSIGNED: unassigned\nOFFERED: offered\nDECLINED: declined\nASSIGNED: assigned\nACCEPTED: accepted\nEN_ROUTE: en_route\nON_SITE: on_site\nPAUSED: paused\nFINISHED: finished\nRETURNED: returned\nAPPROVED: approved\nCANCELLED: cancelled';
COMMENT ON COLUMN "visit"."outcome" IS 'DONE: done\nSECOND_VISIT: second_visit\nCLIENT_ABSENT: client_absent\nREFUSED: refused\nNOT_REPAIRABLE: not_repairable';
COMMENT ON TABLE "visit" IS 'One order at one master in one time window: the thing a master accepts and closes.';
CREATE TABLE IF NOT EXISTS "offer" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "rank" INT NOT NULL,
    "status" VARCHAR(12) NOT NULL,
    "reason" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "answered_at" TIMESTAMPTZ,
    "master_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    "visit_id" INT NOT NULL REFERENCES "visit" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_offer_visit_i_bb6586" ON "offer" ("visit_id");
CREATE INDEX IF NOT EXISTS "idx_offer_master__44103a" ON "offer" ("master_id", "status");
COMMENT ON COLUMN "offer"."status" IS 'OPEN: open\nACCEPTED: accepted\nDECLINED: declined\nWITHDRAWN: withdrawn\nEXPIRED: expired';
COMMENT ON TABLE "offer" IS 'A visit shown to a master who may take it. ``reasons`` are the scored reasons, as text keys.';
CREATE TABLE IF NOT EXISTS "photo" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(8) NOT NULL,
    "state" VARCHAR(8) NOT NULL,
    "file_id" VARCHAR(256) NOT NULL,
    "file_unique_id" VARCHAR(64) NOT NULL,
    "media_group_id" VARCHAR(64),
    "storage_key" VARCHAR(64) NOT NULL,
    "width" INT,
    "height" INT,
    "size" INT,
    "taken_at" TIMESTAMPTZ,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "problem" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "uploaded_by_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    "visit_id" INT NOT NULL REFERENCES "visit" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_photo_visit_i_0e29ff" UNIQUE ("visit_id", "file_unique_id")
);
CREATE INDEX IF NOT EXISTS "idx_photo_state_7447cb" ON "photo" ("state", "id");
COMMENT ON COLUMN "photo"."kind" IS 'BEFORE: before\nAFTER: after';
COMMENT ON COLUMN "photo"."state" IS 'QUEUED: queued\nFETCHED: fetched\nREADY: ready\nREJECTED: rejected';
COMMENT ON TABLE "photo" IS 'A picture of the work: queued by the bot, fetched from Telegram, made into sizes by a worker.';
CREATE TABLE IF NOT EXISTS "worksheet" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "works" TEXT NOT NULL,
    "recommendation" TEXT NOT NULL,
    "minutes" INT NOT NULL,
    "total" BIGINT NOT NULL,
    "submitted_at" TIMESTAMPTZ NOT NULL,
    "returned_at" TIMESTAMPTZ,
    "return_reason" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ,
    "visit_id" INT NOT NULL UNIQUE REFERENCES "visit" ("id") ON DELETE RESTRICT
);
COMMENT ON TABLE "worksheet" IS 'The work report of a visit, one row per visit; a returned one is filled again in place.';
CREATE TABLE IF NOT EXISTS "worksheet_line" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(4) NOT NULL,
    "name" VARCHAR(128) NOT NULL,
    "quantity" DECIMAL(10,3) NOT NULL,
    "price" BIGINT NOT NULL,
    "rank" INT NOT NULL,
    "worksheet_id" INT NOT NULL REFERENCES "worksheet" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_worksheet_l_workshe_8c604e" ON "worksheet_line" ("worksheet_id");
COMMENT ON COLUMN "worksheet_line"."kind" IS 'WORK: work\nPART: part';
COMMENT ON TABLE "worksheet_line" IS 'A line of work or a part: quantity times price, in whole kopecks.';
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "worksheet_line";
        DROP TABLE IF EXISTS "worksheet";
        DROP TABLE IF EXISTS "photo";
        DROP TABLE IF EXISTS "offer";
        DROP TABLE IF EXISTS "history";
        DROP TABLE IF EXISTS "card";
        DROP TABLE IF EXISTS "visit";
        DROP TABLE IF EXISTS "order";
        DROP TABLE IF EXISTS "service";
        DROP TABLE IF EXISTS "skill";
        DROP TABLE IF EXISTS "address";
        DROP TABLE IF EXISTS "client_phone";
        DROP TABLE IF EXISTS "client";
        DROP TABLE IF EXISTS "absence";
        DROP TABLE IF EXISTS "master";
        DROP TABLE IF EXISTS "draft";
        DROP TABLE IF EXISTS "outbox";
        DROP TABLE IF EXISTS "invitation";
        DROP TABLE IF EXISTS "login_link";
        DROP TABLE IF EXISTS "session";
        DROP TABLE IF EXISTS "person";
        DROP TABLE IF EXISTS "screen";
        DROP TABLE IF EXISTS "due";
        DROP TABLE IF EXISTS "inbox";
        DROP TABLE IF EXISTS "audit";
        DROP TABLE IF EXISTS "company_setting";
        """


MODELS_STATE = (
    "eJztXXtz2siW/ypd/DOZKsZlO04mYba2CtskYYaAF/Bk9sZT0EiN0UV0c9WSiffefPfth9"
    "5IQuJloXTV1MRIfVrwO63u8z7/ri2Ijkx61pxQhDVUa4B/1zBc8D/it+qgBpfL4Aa/YMOJ"
    "KcbC0KAJtS2o2ezyFJoUsUs6opplLG2DYD64CZ6gBvmnOqCGNgcmgk8IEAsQe4YsYBsLBF"
    "YzhAEEC0htfgnOEQWYgCeDGjY94w/SicaeZODHPc7pYONfDhrZ5BFxMjbz17/ZZQPr6Bui"
    "/OPXmiQfGTonQFinI2jX/ubDlvPR1ECmHoFRjhPXR/bzUlxrY/uDGMh/xmSkEdNZ4GDw8t"
    "meEeyPNrDNrz4ijCxoIz69bTkcWOyYpssCD2v5C4Ih8quHaHQ0hY7J2cOp5RcIrtVGo25v"
    "OBq0hqNRbY11HkUIefeSRjBnO/uqVPz6R/4Vfrm8uPr16t3rt1fv2BDxNf0rv36Xjw6AkY"
    "QCnu6w9l3chzaUIwT2AajUhpYtgF/D9pZBxLmdDHCEMIaz7lKeeX/EUfcwzoLduxDgHrwF"
    "RwA+A9Vh+3NrMGx+vuPTLyj9lyngag5b/M6luPocu/rq7c/8OmEvtHzR/UnAl/bwE+AfwT"
    "963ZaAk1D70RJPDMYN/1Hj3wk6NhlhshpBPYyJd9m7xIYGTPberYIsDpEpBpeawXOG4Tp3"
    "b2bQSuasNz7GVgbPoRhZ806V2qE2ygX8NjIRfrRn7OPF2wz2/tns33xq9l9dxFnWde9cil"
    "vfIxBHDquch1CEZvNZdAIvzT6OI37AT+eJp5EEbB3hD8RCxiP+Az0LoNvsO0FXSorB6spa"
    "d8iicq2dGMDfvTXkXQ3kDQuufKkourTY72e/GtnyrW8Obpq3rZrAeQK1+Qpa+igCOL9DLk"
    "nsij92/dbichG/AjF8FPDw38G/tSfl6jrb2GiiAOzeyhaAQ4M2CsBfmGiJABMwwYpYc2DQ"
    "M/DFYOvBsZl0ujShhsCr8diE9nhcB+wPgsfjn4FuyOXDxjPpdmoDPp5M+fUltLXZulB8wO"
    "dsFpSVQHxMgdhG3xIEpfSj1Bt/vKP0kOBGDtHLN3lOUTYq9RgV96LnKH8pLEMrhHGY5ogi"
    "y3FElbdXOUB+e5WKMb8VhdhMEvU/mASmbA1moow/5QQ5sHVf/rIs4Qwwb3v3150WuOu3bt"
    "qDdq8blePFTX6JXTDkUdpvNTtxbKVUkR9bOV5hmwNbzTQQtouJ2BGaQ4nYp3a+ZUjYEq89"
    "SNg3/kSnhW9eATuysIoK2AHexNKZKrKO97VL9+GPPjJ9xTgZ6h6f4wSliTSovx9U/3B0w2"
    "5h23quJakgwd1sLYSPy6uDEEDhilvIdUMHqxm0wQLaTDujwCZgaRlPUHsGEOuAIs2xDPv5"
    "DDSXS4T1Xwg2n+tgxn4YmLAhDB3j8RFZSQrIYR6yZ+3j2nj8URSQ95eXr1//enn++u27N1"
    "e//vrm3bm/U6/fytqyr9sf+a4dke42qynFrbnKkHsChly205CCRsYwyVYCUMmEzP0o+BFI"
    "jSShPV3dDCgqqNRfvcuhbl69S1U3+a0owNSZ/BMVU+hDJEqf36jP80NgHd3fB71uirnEHR"
    "/f6w3NBv8BpkEP5nmo/dfUweLtARPHMG0D0zP+2P8+FPQZUHN8Itu+B/Grz82/4ujfdHrX"
    "8f2cT3CdpE29jGH9hs2QJNKK65nCrOaN2CjLDmeIrY8nhjhYIErZF+H2aoiBUGOAwYM+NC"
    "Z7noHxeAUxWzzjMYAT8oTYBTojKzweN4DBZFOH2mCCgM50Kkb0yBi2LtQe/GnKtl4u2zpn"
    "ZqJwk6U3hIiq5EI9iv4Q2izkC1YY/SidYsDWDJAbWIFNJSA4HuoXpd5YQiIn3/wLYOmPPx"
    "6U5ycCpW48IlrQG+dRVE52f32ZQ3Z/fZkqu/NbUXgx+maPbOt5i/C7GOkeLDcl0/SrZLix"
    "GA8spG/B5iil4nKZuaxZiOO+BZejlMoKW2o2C/2zmBU2TKLc0OtixlIEZBbDNEJTJdXjUM"
    "594jmKd/Tt79HhXEbXfvhdTfbsr6/cPaBa+ZjkyPtapphkN1YlyXjqR7FkmE+DMbmCAZiq"
    "SUWssBvKjOhvYDyW4IzHMneO3zUpAQ67K8ZOiJ3s9d9pNmUALZcBVPy7Bmu6qu2Nr6Af8u"
    "IyjyOSjUrP0blcc0VqZLGE+LkIxCGSrVAumbZ1BJAxsVFCRNsQfUvZHXyCCtiLstSc1l/D"
    "bIejr+V0et2P3vC4F/K70jh/PI3zZdSjzXvXqR2+GcrR8eX4csG7uxTPvgHo3nc6+SKffX"
    "k1weFYIPg5lDR4mvvTevhz5MVnP3lXiKQSc8dnqipMKoz+yGH04TWVqjf7S26T8jxa+iNz"
    "FLWRND9R9p0WExkI1Dq7eHv1G2CTeBcnyCT4UUS/86uSJqmczY6z7aBCy7kL6Xs+xX5E5Z"
    "dVpqPJpOd5cknP01NJz3/eFF2k0sdU+lhZpKid0scOurFLe8cA2bb8net7e3RE9vYux45o"
    "aHCOHV5HmkF5lDCZCnulO00dUIRAgz2nMdbJgodxunfGYEosMXSOnqnIc2IfDAu4DE4sZH"
    "agp+xwIrBpixwH7vDKnQX7ykFIPwueoOkkWFrTY+Z9guMHzb+MiaRq4fG3Fpwmunjkjcxd"
    "TPeH5HDwQFHzRSjJYAYpYNs8spAuw9V1A5rkEVDC6C3uqKE2Wo7HvAKMqB7D1gFZ8ZB1fj"
    "7qbItJ9Poc4hEJu9bXqK7vFQXzknP+Vq6iF3QVlb+k29GOi/1HZaamrKVHEKdmrKkY4hrf"
    "gYqsVW98Bdeqyv6rWPafcsbtyoqTc8Y5S31LNkcpFZtLzWYVkrovWaBUXteyAXzy0ZO3Du"
    "qLV2hdtZZ36pm6tZPT7yPUXpHJPYO8cBEQWrDYMJmSO0fPUseVbK1z/ZfpuOwCRTZwloDw"
    "QqszskJPyAJkarMJ5H1I50x1npLEqkrHeKSqsVTqFF2lguex2Obx3l2le++uzuNqjTKFC2"
    "Df5ymx+z69wu779QK7bK8pLrkGVEpqLbXUqswB27D5IOYAneCtXrWATGX7lvlV4/U1F0s7"
    "IewsvRhfiETZieN2YlUM4cd4cabQMLeyn0UIFY/LzGNkWSQhtjE9C8gnUFlAubKAShJX8Y"
    "lJiMR6Tq2oHblfz7IEzeTIfNagHo/CnUEcqwlILNlksgFWM1IX2a91MLXIog5s8XmL2tqH"
    "fZSy/pyo9Ucwv5h3IEyiSjEnlGJWRcurKAqoouV7f1PQU2KYfbp91CdQxuccxmdqQ9uhI3"
    "6aFwE5RlbFegG5ygVkVAtIQdomW+AsiRTKm1FWRuFtDtrDxIhBhxYvsxymqtB5eOQay6pu"
    "n6owV4pYns0V5l7GmNPGE/LtXgQp1hJsOeHb9SxTjsEH5jPkNDGQUZHcuDJkQDxacFEH3B"
    "SEdDBBU/avGzbDYJ0a1gLpPPrG0GXwDXEsXgPNM8pMAbR4szMzIeHvUE96wA/4XixAbt55"
    "JR/CuFsHshT2zw3/cT9RYOhMEjcYQyzKU3AsWzak4LFFFsQ6WQA4tdkDIPiXYyAbrBCai9"
    "gie4YesJuPDk2ehr4ijqkDG84RG43Ryvt9PEuR26nYTTaM/wY0nSLNHvEG1F6AEvuqPB+I"
    "sQdT2dGIfWZfQuM/C+kPmHejNmwKnpA14V2rXb+kV1QOE3vGW3N4zattAnQiHm1kZBT54A"
    "j2yErhOyUSKYPXsQxeEdblZ0KErEohsUcWXk6jEP8JJ32JRjKJYWcb288kR5+p1Z1/dS/h"
    "s0lgwtaSrqSGSHbSU0umGh1bIbWQhoynLVsTREiPY4Z/AXm+ElZ4XwQsyuUIoQq6KDOPVc"
    "RhtfmrIg5VxKF6cbZ4cShiBxg19G12xzit4nSZOa3iDn+MuMM2fjJs6AKUYKn279azDdWR"
    "cTlK0zFR6Rf+lgMdoSVTMfFcmk0XcI6osJeSJV8yQYWmlWHPwHhsERONx2egh03X8krmCP"
    "9EeQWnGbeiztEysUDpEZ64QxCimHPEZyximopSVS5rb19VXtKNsZy3yYC3sLNY87JF1XaX"
    "tsxWwVrz9nO72wBQXxj4Ad+2B3fN4c2nVr8BdIMuoa2xdfqAPzcHQ35tAanNP9902q3usA"
    "GCOqSFgy/yJFxepCdcXqwlXJa/qcuRuqcepqWLqrnzQ4h135YGm24b81WEUrG51Gx26HZ1"
    "lajKCjsJ/np77uS5YB32OF2FguBOvIdqBUEtVb2qkuG7x3JVyRuDwnZz84D4blimGMIOeT"
    "Rwx8DzWoJdJrhZzzLLmHzYyPTGFTHLCPsIg47IatdoIlXIXewuO0ypDCunZlhR+uQPIYgq"
    "ffKHYLPSJ6vNX1Wjt1ZFnadsAO9R6XkZofyz8I/UEiRy906mOL4IxuQr0+u5aGTx3Dl7e0"
    "W+DBDfFthIm2FDMyDmqSkz4lh0PAY8Sum5EW7ExQVqfjOlMO+eH8KzeHpcSAfid1NgoSn/"
    "IKV+yVlJ2et/BiaCT4jnBNk85YW/BrInGBsO5QS8LAwVncJE8hDmuUUUmdNd9YKSbHllSI"
    "g5WHMdOjdMMyHKrmlZ8DklSsgnieF77Gxp/ryXyJbmESNf/46ZJGdkgUZmkgD2wSQwZbWG"
    "iWJgTjlVpUSu2979dacF7vqtm/ag7cb3+zKWuMkvsQuGPEn6rWYnEeXEI3oTyokNkRXKSS"
    "hbUDccOponlARJ3XgjNMq8npDVBg3zeWQaC6NIt60Y1fGE+LcnAiudQQuN2LGvJdYJSm9j"
    "Fqc7HrRvTiVmnP1wt5Vt7r02IFE7ba7zjAnk6wCnpwL6BCoR8IjNWTdbCHoYDQn738HtAy"
    "+qjexuHei3BsN++2YYMw/spPL3ptNkjV/eqGcp/MQfksP1JqpaAjrjtTGE+ivNBVz/ZX8+"
    "y/oUhs3VcAtBhgBXxNkxI3RpqonqG+6NOoBMhUbfbKFMJznlDvuwzWr5V9cY4nJRViKTFS"
    "xU79tjqecWlI7h3EK4HK7S39Ybs4rluwZlvjjygPqIoco816GgdaPWu2t1GyJL4gE3b25a"
    "d8PWbQNATUNLm1e6uW3ddNpdfk1Hmmlgfo37Lm77zS+MkKdT6GwnZ9Stv+7afT5QegH1+A"
    "6VLww6VxR0gfJ+ckNbZ2N60lNAUYEo82NkPa3DXUhADZGUo6biS1kJD1LCQjnzt3o3Ts3Z"
    "q0Jzfgg2Q0xXyNqKzzFSFbtRZj5HFKmconyERsVuJIj0L9GWIgemp6Z+ZoTDCLgSzL9Fo2"
    "H+9OY5LXTzWrvCq2pz/H8QYqJijLJxjWyBZYoxkjWbkwyOXjHnDIOjPyRfgBF0M7zBCjL4"
    "gO6WuZUWCVnjlk3Ia9OJlkzC+icWJK0DihBosO/QGOtkwYA+k1SIjlMCjQ74sD13f1KWxR"
    "0ti7K8cgFgAwIVVrUmi3DjehGrlDe+zIUpSmuVWloGsQw7pWv6ZmtumP6IRkFMrAU0i1p0"
    "O70vDWCS1QPu9vqfmx3GBDHPA/7U/vipAWbG4+wB3/c/imogjvW4ZTWQPAUr0stVrBWr4A"
    "cI006T+wplq7YxUqXallm1dZmV1NUoF5cTOxspHpeKx2y/1BLq+mTVCvdJKhQJePQWPsaj"
    "keDqSs+IDSiO6aWcTg3/jD10WaW9V6yS3360m3d4bZISN2pjqnP3ptXpcM+uxn+NaZbFt3"
    "uCLnqMVkXluW6LyXOM7gEPbj61bu8FJ6g2Q7pjcm98uzu66/c+9luDQQMYeLS0CN/L6QO+"
    "Zdt7Q+jkD7i8XDwt15Uqsb+l50rX+aIs2Oo2QqR8GgmHvjS/FawYFaZRXo0EUFUprgMG1i"
    "HriUs/hZCNEqmdYLMrLijzuqPX6Maf6LQ2hdwVo8K7YUroecJJtgdkm8FMJ7Z282IbPcBz"
    "gOu+53sAdxDMVFFwo3tiDnBVIbljFpIL97W29IT94tol+/BHH5l+of2UTZiNq9BSjqa0Gb"
    "zPbFJvwQIAfZKTtLAtZ6oiUNJxvhtOe4ysKQdABw3bcOwJ+faZnWBQCGvr4RuRAfXMMA4x"
    "VIzJkTi2kFPKbhYrwzTBBAHK5BRZZgU98ZgLiHVg6LQOLMSYwtO3RPdhPuwMiMgSr+Air9"
    "ECeDvOpLyxgz5rz1EcqqXxfr0H6eEegu1FnAk+QSVCFKJWz6vzHFbPq/NUqye/FS/uYMN1"
    "dNOzZLzx5UiR4Y+tTIqMCLArZo4Ikygbz7qNZ+KYCVmo14SYCOJkSD2SGJwTRnOole1fOe"
    "4ivu71OpFFfN2OxzDdf75u9V9diBUdlINIKBHjbNXT1Nljv76ybdyVcpqonqb73ZdUT9Mf"
    "48XhaslW7UyxauZ9Cvx1VdZEoS1LRYzSVUhyO3Ko2RQa5lYhGxFC9Y6V+R1T3YKPmKFwWk"
    "FQ6p3a8p0qSYHqcpxZqib/S/s4S1uT30U+weMS8CTd1RIsgM2ulgFZoAnRn0WVPMqWBwUG"
    "boDJMxgyMB4tuKgD4pe65w2u2C3otRpHYEJsMINYF/Xu170r+59epcWWLC229C2sj+YlOU"
    "gTa9t9TwrrejHCvSh7ZVjJR1b1lgy1QgvcJyhxUsuWC/wyjxvwMt0NeLnmBjSJBs1C8AYU"
    "R1SzLOdQilYU4Dc58H2TCu+bteKPxETFWpX4FKpTyUnnWRn4ybCRXhBBtv392RYFUF16Xh"
    "N12P6zxSui2sYTesCD+8Fdq3srcrAcuuTBMHwUW4FsGK+camkzXu4kLgnmOj/3nq3IxMfR"
    "hO0Y861MC+vUymJXZuuCMiJVls1r5o48ccdM+0VsR94xYrQpZzldpmcH1arg7Gx4RHbMrg"
    "DlTSEq5+GQjZBuwemuAN3yOaq6hEKy2PYItfkk/pgKLiPD/4E7rqXKI2WSRwOPuIl0R6Q6"
    "fKKOITtgVPHNE71qdgTJb4lTRYA8uVfE8+4KlFens4KvXJC8sgM+8VyZKi6o5YzYZMeFdM"
    "fnqCpAlPF/9zNuIGepKkjHTPQ7le2okLt5c/FsD0qvDd9mQINu8BVCtIhPXmxLSS55b7/K"
    "8Mj7Q3LkPi4NzXYsxDvWC6c4seYNwKB0kM69465bvA6myOZVsGRh6cCdvoA6Auxncn/7/y"
    "EqHep8EmQlZT8e8GkP+AHzWtjE4jGnc/Q8HgOOHWVDpsQUOZM4XgJbDB6LxlpgPJYV+qA5"
    "Htd5WW0mryDMu/ZhnX20Z85iMk6tlv011vDARCN3FLvydyxo4Kuw04tz2burYgiOFUMwZz"
    "9rW/eKR1vmeILadetDr99qgAmaEgs94OaHYavfAHDq7qgvXHvYX/rb+reO7Y+V+1NR79b/"
    "3LfuuY9KUj/gD60hryjY8Pa2B9xvNW//t8G7gOrP/NPvrRvhDrPQP5Hm+dNelldiH0vahd"
    "Jd5iGSMr8l2wYlvMnjNmSj0sMS3qw5DmOnRVGwI5QVxPztVQ7I316lIs5vRQFfIN2Ao0eL"
    "OMuCgK9TVi/wZv94h6SyImDHyCqQ6XBooFeGzmbOLzP64yuUnbW3/NUZMh5nCd79VDQDAg"
    "VnQilKprIVANMbrqBM6GcD5whvEXkSplPRRWULO4m43ZKY+8EkMOVtMROZOuUElWLkbe/+"
    "utMCd/3WTXvQduvT+JwTN/mloIwHU7I6a2HASflKGdgmGioVtknYLi3CfnZCU6GMEPaARE"
    "l4GyU8FXb4Q+z/zpJtL/oWVdHXCVUW6+l0Jz45TDMyg0vYnrgUrsB63v7EyXWlQy/4HsCt"
    "fNb1+n5YptTrgfAx1hL8vO6depajlwZjcnh6NVFxdkYoAroBTfIIFvAZ0BlZARNRyivSYu"
    "GB5Z6zCWTDZoT9hgYwbNFZmMGKAXxkWMtqtOyyxigmKMnRe9iH7ZCWzb9Y4ezWEFF1uuu+"
    "cMlbC3EmbyHHRghVH6oyS7GqpOIhRKwXOqrcFh9JZ1XQ/SPjsAoN2nhaiXb3/HjQyGIJMT"
    "s5kGlSWSKdznnVdHYgYIR4jXTDpsChDjSB7lgirExE7Igep+AVO4NMBOZkibQ5/Xn9qDro"
    "k1T5kHKF/mhsWRYxTXnj92OXelloI3ap13kaS75Obyz5eq2xpKrM4oP7Pk+IyPv0CJH3aw"
    "EiYiMq5Dn3CCoI7/7X7sLAjp2UuZte2jSgOJ6Q8rbMUsqLdiQvo8x3/MpBNqEjGfNZYCWv"
    "0R2PARenspwlRH78bDFkfTIFbBxYC+KExhWpgHrDK7NF7A1IWS8nYcfN6gESEB2xC4gn8p"
    "5UE5Ct6oEcM8u1bALbfvLKChsoZJpiooHCz2DMMlAEg3KY03l9UaT/YmAwsciKIusM9NET"
    "mctMpvHYkh9G0B6Pf2O3dIMCgs1noEFthigwEtvD7WnWPRse7u/btwUsD45j6Gec5jBacq"
    "iEm3gS/9/VS9Rvk5qGVOTCplPx07MtEQ5j7Yit42Jd36JUlYuWOUhyhQqY2WZpn5yrAX1b"
    "Gmy6LdgcpVRsLjWbg/OvuNswTKmin8vM5dJ2bjg1Z0hGeFYpGze8gKP9dPs2DISRP0nd8a"
    "z/GcqOPySHqsMG6AhAIMt7iEieGXxiQ92SDa7r9CemiqywKLqQpNpsOcsusT7K3bdfl4lq"
    "zHC0mP+SRH3I4NuEPcaPyk3fY/wA4M17TA8jIAxmANqAsA/uJmFg8YlLZGDFuEtWMjLDnj"
    "F+BHsJ1DS0tKmIxtBMQhFd34D2/wiv4gy0bCoMMm6lGIR177OFxFxLE2KMdMCOEoPodbCa"
    "GdqMxzmuePQJ+3fGmPEbL3vOg0v4V6E+LeG73gOWrw49Y/M/sQOJ4cbmf+Q2Ilm9RhZ+r7"
    "tft+4+KhSfwq1EdUB57xv2TAgmjm0TLKIqbWSaPMxSPkl+J4YRr0XIvjT7etTmgTB8/8q5"
    "JX91S0G5p6aPUY2N+xoqUh+6oSJhjhkJEwBfUI2KECotqsxalLsPFbaHBGSKv2Xm79IiC4"
    "MiJg2wP4pyeY1Y8fokeC0r+23FaUmq+FxmPp9g9x8HQyrdlgW9RLX7bnMwaH/s8qJnwSwP"
    "uPfhQ6vPL7oi6AO+bd102mKcjjTTEKMC2oCyeXPTuhNF1KS8zq+1uqN+737YagCERxZxbM"
    "Se0B0N2vwSw4gpKezKXfN+wOmW0KGiXFu72x7Iem0GNqhbsG143+/KEm22Y8kn3t31e7IZ"
    "0ZK9aU/82k2ze9PqdPhFjfPJNLcr5naRR22/SFfbL9YiHV3VoYBAHaJQAUzxuBsTwaRMsq"
    "yoG49Exdxkx9xEw5vku7yFMBsjVYdfmQ8/b3/eSmmJkCo+l5nP7qG7BZujlIrLZeaylKS2"
    "YHKEUPG4zDz2ZOMtuBwjVXwuM5893WYbCSxKqvhcZj4zEUojaZ7czfaHEHmJyyLXbhl6Da"
    "ATzFsMt2563dvRn+1Be9gAFDHm6iPhuWR6fKfd6g5HzesB+4fp8qKx4kg0+rS5NeCDNBlY"
    "aCptBvyZ/dZds91vXnfYEzCxRxZaQsMSvy/Xajp0k2IVDvtDvMgR92vepNYwjSq7u26HEO"
    "EDxTANk6igxI1BicRLeNoxJnGPiVNlDEkMr6ocJePS2nIdLtSzZBtBXlwjO2AKsLly/1Qr"
    "UNW58bDJkaGeD8SaM0UaJQh0xfvufQlPVo2XvGjrvQCChLDHCD7poY8RnmwOfxy6vfCYKr"
    "EkFg+9AxAIJaQughMtsuIBffLSb+ye538Udw0Kpgb3MboFE9l/SxNqCUHYB3oOD4T8zEY8"
    "y5DGUBmsuoyrZJfdiimqLFYJgwHFal3HdYi+pbWN8QgqEb6dpfe1/hpGVD5PtX71ufnXzx"
    "G1r9PrfvSGh1Txm07vOl72AmlksUBY9/fivLivU1YgB/jY8J9ItafS7yehdjTEhgnlybLq"
    "PfkkVQL0yCWfqDNZGPZ2xrw4rTLnldqc58lhW+U9R0iV/6X8fB5ZCCbm5mZJBjFCJRgUFg"
    "yUk/PHeMlK0fvl5BXKAgmqoYBZAydJ3kXMfr4FpsPmOl2xJI/5b2MvHc+ul9N8v3UnnRdd"
    "rHmN9zn66OwvLzq6CrMMhd4yzWEsHJne2BxFGfhYbsAT9jxiAQiW0LJ5v3mIbcN+dtOIRf"
    "JvHYg+KiHDXFKBhj3MqCx75bLszdnPWoc1XzCPR1tmG1/tS6//R0OsWJ7C0x82xJqNL+48"
    "oTZ5qjakF21Y69OoCmKE0pje5cpjepeRyPQujq+3KSVI6kgzFtBMhjlMFpfSJd2ZS3+CsG"
    "egfNu6aX9udl5dnNdfx/Jt/MV9Hsf4NOq4V86up8pi78kuHQhWhYSLOJmK29oYt5URg1A4"
    "yKhICELJUM6rqsRXWJmqyjUR28JntQSVxr1Tz9JlYDBmkw6TjqrSIsqlRaRmjaeLs+lp41"
    "WQaC/fvMkh0bJRGYWq38SlLf5SFUDYHV5BdC/Oz/PoC+fn6frC+Zosy55oJ1Zb/33Q66Yk"
    "PAQkcVXB0GzwH2Aa9BSl2gxwORjZfpW4C6Uetc/zCa5funzh9/8H6nB6OQ=="
)
