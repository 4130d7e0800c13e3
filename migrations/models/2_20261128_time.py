from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "day_hours" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "spans" JSONB NOT NULL,
    "name" VARCHAR(96) NOT NULL,
    "master_id" INT REFERENCES "person" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "day_hours" IS 'Hours of one date in place of the week''s: a master''s, or without one the company''s; no spans is a day off.';
        CREATE TABLE IF NOT EXISTS "duty_change" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "duty" VARCHAR(8) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "master_id" INT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_duty_change_master__7b2f38" ON "duty_change" ("master_id", "id");
COMMENT ON COLUMN "duty_change"."duty" IS 'ON: on\nBREAK: break\nOFF: off';
COMMENT ON TABLE "duty_change" IS 'A master went on shift, on a break, or off; the latest row is how it is.';
        CREATE TABLE IF NOT EXISTS "series" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "priority" VARCHAR(8) NOT NULL,
    "price" BIGINT,
    "rule" VARCHAR(256) NOT NULL,
    "starts" VARCHAR(19) NOT NULL,
    "zone" VARCHAR(48) NOT NULL,
    "minutes" INT NOT NULL,
    "skipped" JSONB NOT NULL,
    "follows_id" INT,
    "version" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "address_id" INT NOT NULL REFERENCES "address" ("id") ON DELETE RESTRICT,
    "client_id" INT NOT NULL REFERENCES "client" ("id") ON DELETE RESTRICT,
    "created_by_id" INT REFERENCES "person" ("id") ON DELETE CASCADE,
    "master_id" INT REFERENCES "person" ("id") ON DELETE SET NULL,
    "service_id" INT NOT NULL REFERENCES "service" ("id") ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS "idx_series_client__becce3" ON "series" ("client_id");
COMMENT ON COLUMN "series"."priority" IS 'LOW: low\nNORMAL: normal\nHIGH: high\nURGENT: urgent';
COMMENT ON TABLE "series" IS 'A recurring order: an RFC 5545 rule from a local start on, in the zone of the place.';
        CREATE TABLE IF NOT EXISTS "occurrence" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "recurrence_id" VARCHAR(19) NOT NULL,
    "state" VARCHAR(12) NOT NULL,
    "version" INT NOT NULL,
    "series_id" INT NOT NULL REFERENCES "series" ("id") ON DELETE CASCADE,
    "order_id" INT NOT NULL UNIQUE REFERENCES "order" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_occurrence_series__97ec2e" UNIQUE ("series_id", "recurrence_id")
);
COMMENT ON COLUMN "occurrence"."state" IS 'PLACED: placed\nUNPLACED: unplaced';
COMMENT ON TABLE "occurrence" IS 'One time of a series that has become an order, known by the series and its local RECURRENCE-ID.';
        CREATE TABLE IF NOT EXISTS "sla_rule" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "priority" VARCHAR(8) NOT NULL,
    "reaction_minutes" INT,
    "resolution_minutes" INT,
    "service_id" INT REFERENCES "service" ("id") ON DELETE CASCADE
);
COMMENT ON COLUMN "sla_rule"."priority" IS 'LOW: low\nNORMAL: normal\nHIGH: high\nURGENT: urgent';
COMMENT ON TABLE "sla_rule" IS 'How soon somebody must take the order and have it done, in minutes of working time; None: no promise.';
        ALTER TABLE "absence" ADD "decided_at" TIMESTAMPTZ;
        ALTER TABLE "absence" ADD "decided_by_id" INT;
        ALTER TABLE "absence" ADD "reason" TEXT NOT NULL DEFAULT '';
        ALTER TABLE "absence" ALTER COLUMN "reason" DROP DEFAULT;
        ALTER TABLE "absence" ADD "note" TEXT NOT NULL DEFAULT '';
        ALTER TABLE "absence" ALTER COLUMN "note" DROP DEFAULT;
        ALTER TABLE "absence" ADD "status" VARCHAR(12) NOT NULL DEFAULT 'approved';
        ALTER TABLE "absence" ALTER COLUMN "status" DROP DEFAULT;
        ALTER TABLE "absence" ADD "created_at" TIMESTAMPTZ;
        UPDATE "absence" SET "created_at" = "starts_at";
        ALTER TABLE "absence" ALTER COLUMN "created_at" SET NOT NULL;
        COMMENT ON COLUMN "absence"."kind" IS 'VACATION: vacation\nSICK: sick\nDAY_OFF: day_off\nOTHER: other';
        ALTER TABLE "master" ADD "areas" TEXT[] NOT NULL DEFAULT '{}';
        ALTER TABLE "master" ALTER COLUMN "areas" DROP DEFAULT;
        ALTER TABLE "order" ADD "resolution_due_at" TIMESTAMPTZ;
        ALTER TABLE "order" ADD "reaction_due_at" TIMESTAMPTZ;
        ALTER TABLE "order" ADD "reacted_at" TIMESTAMPTZ;
        ALTER TABLE "order" ADD "held_at" TIMESTAMPTZ;
        ALTER TABLE "order" ADD "resolved_at" TIMESTAMPTZ;
        ALTER TABLE "order" ADD "late_reason" TEXT NOT NULL DEFAULT '';
        ALTER TABLE "order" ALTER COLUMN "late_reason" DROP DEFAULT;
        COMMENT ON COLUMN absence."status" IS 'REQUESTED: requested\nAPPROVED: approved\nREFUSED: refused\nWITHDRAWN: withdrawn';
        ALTER TABLE "absence" ADD CONSTRAINT "fk_absence_person_4d876fbf" FOREIGN KEY ("decided_by_id") REFERENCES "person" ("id") ON DELETE SET NULL;
        ALTER TABLE "absence" ADD CONSTRAINT "absence_status"
            CHECK ("status" IN ('requested', 'approved', 'refused', 'withdrawn'));
        ALTER TABLE "absence" ADD CONSTRAINT "absence_kind"
            CHECK ("kind" IN ('vacation', 'sick', 'day_off', 'other'));
        ALTER TABLE "duty_change" ADD CONSTRAINT "duty_change_duty" CHECK ("duty" IN ('on', 'break', 'off'));
        CREATE UNIQUE INDEX "day_hours_master" ON "day_hours" ("master_id", "day") WHERE "master_id" IS NOT NULL;
        CREATE UNIQUE INDEX "day_hours_company" ON "day_hours" ("day") WHERE "master_id" IS NULL;
        ALTER TABLE "sla_rule" ADD CONSTRAINT "sla_rule_minutes"
            CHECK ("reaction_minutes" > 0 AND "resolution_minutes" > 0);
        CREATE UNIQUE INDEX "sla_rule_service" ON "sla_rule" ("service_id", "priority")
            WHERE "service_id" IS NOT NULL;
        CREATE UNIQUE INDEX "sla_rule_priority" ON "sla_rule" ("priority") WHERE "service_id" IS NULL;
        ALTER TABLE "series" ADD CONSTRAINT "series_follows"
            FOREIGN KEY ("follows_id") REFERENCES "series" ("id") ON DELETE SET NULL;
        ALTER TABLE "series" ADD CONSTRAINT "series_minutes" CHECK ("minutes" BETWEEN 1 AND 1440);
        ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_state" CHECK ("state" IN ('placed', 'unplaced'));"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "absence" DROP CONSTRAINT "absence_status", DROP CONSTRAINT "absence_kind";
        ALTER TABLE "absence" DROP CONSTRAINT IF EXISTS "fk_absence_person_4d876fbf";
        ALTER TABLE "order" DROP COLUMN "resolution_due_at";
        ALTER TABLE "order" DROP COLUMN "reaction_due_at";
        ALTER TABLE "order" DROP COLUMN "reacted_at";
        ALTER TABLE "order" DROP COLUMN "held_at";
        ALTER TABLE "order" DROP COLUMN "resolved_at";
        ALTER TABLE "order" DROP COLUMN "late_reason";
        ALTER TABLE "master" DROP COLUMN "areas";
        ALTER TABLE "absence" DROP COLUMN "decided_at";
        ALTER TABLE "absence" DROP COLUMN "decided_by_id";
        ALTER TABLE "absence" DROP COLUMN "reason";
        ALTER TABLE "absence" DROP COLUMN "note";
        ALTER TABLE "absence" DROP COLUMN "status";
        ALTER TABLE "absence" DROP COLUMN "created_at";
        COMMENT ON COLUMN "absence"."kind" IS NULL;
        DROP TABLE "occurrence";
        DROP TABLE "series";
        DROP TABLE "sla_rule";
        DROP TABLE "duty_change";
        DROP TABLE "day_hours";"""


MODELS_STATE = (
    "eJztXetz2ziS/1dQ+jKZKk3KdpzMRLm6KtmWJ9pxJK9kT3Z3PCVBJGTxTAFaPqx47+Z/Pz"
    "RAUnyL1MsUgy+JRaJBqRsE+vHr7v9tzJlOTPtte2ITqpFGC/1vg+I5/BG/1UQNvFisbsAF"
    "B09MMRaHBk1sx8Kawy9PsWkTfkkntmYZC8dgFAa30TPWMHxqItvQnpBJ8DNBzELMmRELOc"
    "acoOWMUITRHNsOXMJPxEaUoWfDNhz7E2LUfEGYj1gsLPZMdH6BII251LHfwrfQmca/hkEf"
    "D/VAlxr/dsnIYY8E5uSP/eNPftmgOvlGbPj4R0POPTJ0ICBUt0fYafwJwxZPo6lBTD0iAD"
    "lOXB85LwtxrUudazEQfuNkpDHTndPV4MWLM2M0GG1QB64+Ekos7BCY3rFcEAl1TdMTni8l"
    "+QtWQ+RXD9HoZIpdEwQL1PILrK41RqNe/2407NyNRo2E0H2KkFi8SxqjsGD4V7XFr3+Er/"
    "DT2en5z+e/vPtw/gsfIr5mcOXnv+SjV4yRhII9vbvGX+I+drAcIXi/YqrtYMsRjE/w9oqz"
    "CJZCOoMjhDE+6x7lW/+PONd9Huex3b+w4vvq/TkA43O4etf90hnetb/cwvRz2/63KdjVvu"
    "vAnTNx9SV29c2HH+E641uB3CKCSdDX7t1nBB/Rv/q9jmAns51HSzxxNe7uXw34Tth12Iiy"
    "5QjrYZ74l/1LfOhKyP67VVLEITIl4EoL+InzMCndyxm2OtSdC+l2+Y/H3pkUkbJPGxMxZ9"
    "W+hNrwj59GOdE2fm9ftu+6/V4rOMAe6LB7+VtLHGMP9Kr9z1H/+rqFdPwyYtPpA+3ffe4M"
    "WvJci5+DGRvuHH8bmYQ+OjP+8fRDzjL5vT24/NwevDmNi77n3TkTt/6KiIpLwXHtTYW1oj"
    "6guPwzvqy4Bp2/3/Ol3blqIYvw5/HTXn+g7dvbQf93uOjP+0AHnev7oRw3dW24Au/M1aD9"
    "lct6aTgz3cJLupEAz4oI8CxbgGdxAVLmkKT47si3DE3EH39AgZUU1E62zM4/7iK7pc/CN1"
    "/a//gxsmPe9Hu/+sNDLL+86V/EWK1ZBFizwdEVpVSnV6VPL51ohr6RmKOUOxCzp9orKe9e"
    "yvyNtOWRX3TnXFGovbP03um/GpOXUSnDOUG33oau/nu0Gys65AsKey4KMjZCsxFTq3YG7Y"
    "Kr4O2ZPqW6JiTDkhy+ZhYxHulv5CWhK8fY6rnsbonl7SNHxuC//DXkX129WVwfDlxk0aXF"
    "fz//1cSRVkV7eNm+6jQytoZDMrdiW0JR3ib2wwh/+bdAvfubm4ZYyBOsPS2xpY8iKxrusD"
    "MWuxKMTd6an83jVzDFj4JH8GPgq/veaF3nR7R8qeKOau9WM9dRHRq01lH9lRvRBHFTGi2Z"
    "9YQM+y36ym0z5joIo4WJNYLejMcmdsbjJuJ/MDoe/4h0Qy4hPh6ZZOogGM+mcH2BHW2W9E"
    "/v8Tnr3dLK/XxI97PDlb90X0g6X/3xh1MI98nciKfi7H0RXxMflemrEPdiWqAB30ErxeMw"
    "TQ0U7yiXP5wXYPKH80wew60oi800s/XaZDhjazBTjdUpEBztKZrGzKv+/cVNB90OOpfdYb"
    "ffi1qk4iZc4hcMeZYOOu2bOG/TDMY83qaai4q3abzVTINQp5wNE6HZlw1zbOdbjgkj+bUD"
    "LfsymOi4+FtUy44srHQLJlvBXvGbWTo3R5L8vvDorn8bEDMIPaWzug9zHKE2kcXqaPSJWA"
    "bZkkHDYI66cGivFpqrG06HOtZLI81IW91t5tppMK6olcaQjZcA59ENHS1n2EFz7Dj8xUAO"
    "QwvLeMYaYHd0ZBPNtQzn5S1qLxaE6j8BqqeJZvyHoQkfwrljPD4SK81E289DdmyfXRiP34"
    "uJ9vHs7N27n89O3n345f35zz+//+UkOMuSt/IOtYvur3CuRfTf9YZc+diNCs0dQdCG7zSs"
    "pJ87TKJiB8nYAeePkWbWZBvkK4oauj3OfylgkJ//kmmQw60Ywsad/A8p5/IIkSiPx1qPBx"
    "wCSe7+bdjvZTiUvPHxvd7QHPR/yDTsvQW/Gv81dal4e9DENUzHoPZbeOx/v0KUF/iTH+WN"
    "B3Rj+zlMcJFmb75O6OGSz5Cm0orrucqs5o9Yq8vezQhfH8+c42hObJt/EfDoY4qEoYcMQK"
    "hrXPd8i8bjJaZ88YzHCE/YM+EX7Blb0vG4hQyum7q2gyYECRwZwo9cYEmldu9PU9GHakUf"
    "QJipyk2e3RAiqlMU/yD2Q2izkC9Yae5H6ZQANhaA3MBKbCorgsNx/bTSG0tI5YTNvwQvg/"
    "GHY+XJkbBSNx6JXTJe6VPUTnd/VwS9/i4bvf4uiV4n35yRY71sALaNkSq0bZUdNxaXgbUR"
    "pjpKqaRcZSmrBInvQszC/iznhQ2TqEB9Us1YCNhqOZ5GaOpkeuwL/sD8UPqW6IcdhuSrCH"
    "4Iv6vr0duLAHCtYPH5fI28r2VBJXt1nUo0T5rzNMD55LhPV2MKgQG4qWkLNLUH9ib2JzQe"
    "S+aMx7LQB9w1bYZcfleMnTAnPeq/1WzKAVotB6j4P8HWbFPbH1/DOOTpWZFAJB+VkyqeCE"
    "VqbL7ANCXNJpvFIZKNuFwxa+sATIYE+xRIW35G/qFrKLxCwFGl5CuLc1OL83XMo/V717Ed"
    "vjnG0eH1+Gqxd3stvkjyZQh35eurKQHHEujnUFrlce5P+QDxBf/J27JIGjG3MFNd2aQSDV"
    "SiQcUSDcJvXaZnIXgp17kXRotgZIECppLmB5t/p/lEQqU6b08/nH8SZUG9ixNiMvoo8gNE"
    "sVBBk1addMvZtnAyyLlLWcQBxW6Midd1N0QTkk+K5COfZKcjn/y4Dn+lUhBVCmJV9MytUh"
    "D3urFLj9CQOI78ncm9PToif3uXY0d2aHCBHR7KoNiAo2ZT4dH1pmkimxDU4s9pjXU2B6Cr"
    "d2eMpswSQ5/Iiy0ywfgHw0KegFPrUu/pKVucCHzaMseBN7x2Z8GusjSyz4JnbLopvujsrI"
    "KA4PBpBa/jRKpbAsEVfvnMXCu1eFFwL3cvgzK/s2DY2l1MzAhbCyiM4GgEzVLWE/L2myUh"
    "Tz/YraDu/Q92E1Jcl171IaALbUs/2J+gJL7N/7ah6hCGusN8qmlyazvso1WYrVphNi6bdG"
    "95Vr5U2iEScZHXa2cDl3ccUQ0ru8xxEBBUI8sMnnfUWWaRCFvlw8QHwmN/LFKi62N2ha6P"
    "iQJdr1NJtGpB4roVEq0Yf4uawAXqiL6SqmjhaSpeSt7IVxKDIQXQUliUmBRiRjNsI0I5Q4"
    "gucz91A5vsEdmM01uAeuLcWozHoH8JDY5Lly0h/xPWkc6VslQI1T4ekaLw/RENnPldPvxM"
    "9z+VQviKCmF2v5YMt8LBe7QczLOw+xSnzPoP2el4meUfVEJeA3agMmvVH1/DtapKadSslI"
    "ZCtm0riqNDtrkLfUMxRymVmCstZpXftStdoFIQxqox+OhTka5cMhCvUNK0lneauba1WxAi"
    "JMxeURZphqEKKBJWsNgwuZH7RF6kjSvF2gT7l9u4/IJNHOQuEIO+DjO2JM/EQmzq8AnkfW"
    "w/cdN5ylJLlB7ikapgaaXr3SgTvEhwvwjQ6zwb6HV+EjdrFGpiT+ECvuFu0iYxoFJaa6W1"
    "VuUO2ETMe3EH6Ixu9KqtyFTpnCq/alCsfr5wUjAG2ZWtQyTKTxz3E6vKYt/HizPFhrmR/y"
    "xCqGRcZRkTy2IpgInslPqAoAaQn0Ok1FcFgus6L9wso+IoSPEABXeb+V4g52WkrQYWSCeQ"
    "SBO0JBSgrcieGVOnCX9hNLEIfhLYVzadfhKwB5MvHdtBFkAfbHDKSFdMWgbB7iZe79n5Iw"
    "qY4f/+qZw9lXT2wApNd0h0qDtPOKljxrOzQ+/Efg6pRr/X4ov8gV4MOu3fWnKpP9D+9XUL"
    "Fnv8PSniuyiS8JGd75Eo0qL6A9VSUXgd+GrVJFo7/GrVGHz0ANbPhu0w6yWzD2Dkfq6yNZ"
    "MjiylafciMF4pZpJMJV4GeDdtwWmg5Y01Rs6+JphabN5EjPm/QEXC/j1JhtiPVvITwy50P"
    "YRKV3ZDSQE6pUnVUpVSrxZ2/KeQ5tfRFdiA6IKiysVeZKD9XNx3XHsFpXobJMbI6VjktwO"
    "nT7JSG02RKg2SZwzbgsyRSXF7PZRV93+Sg3Q8YH7t2+eZwYaoanYcH7gynuo2ovhiV8Oas"
    "74vxOs6cLp2wb/ciG6SR4ssJ327muXIMGFgwYkaRTD8B58odZ8SjhedNBK4goqMJmfL/PX"
    "wyZ+vUsOZEB5izoUuUM3Mt6NzgO2WmCFuW8YzNlBDavp70QB/ovViA4N55Ix/CpdtEsoHf"
    "j63gcT/YyNC5Jm5wgVg25DpbjmyjCyBuC1OdzRGeQqAPo3+7BnFE+RwB4nZm5IF6NSKxCW"
    "Vzlsw1deTgJ8JHU7L0fx9UDgM/Fb/Jh8FvINMp0ZwRduRPASQ4/6oQKOTiobbsw84/8y+h"
    "wc8i+gOF4jyGY6NnYk2afA4PAOa3wqDMmUFDYT6dSaYOlKvUmXi0kZO6HTBHiEf2N9wqY1"
    "s5vA7l8IqIrrgQImR1CoocWHk5jvahBzOSdp9dL9pfp+L71zbNTof5q9VdfHUv8IvJcMrW"
    "km2khki2slMrZhod2iC1iEaM5w0bqkZID+OGfwV9vhZe+EAFLCvlCKFCt1ZZxiq1o97yVa"
    "kdKrVDvTgbvDg24QeYbeib7I5xWiXpKktaJXh8HwkeXfpsONhjUIqnOrjbzHdUR8YVyO/g"
    "qtJP8JYjnZAFNzHpk3SbzvETsYW/lC1gyaxKYUKhczQeW8wk4/Fb1Kem53llT4T+YEOpzB"
    "l4UZ/IIrVp0AGeuAUIUcw5ghnLuKaiVLUrj7CrcnrZzliQbTrD1+d9+LRV9go22ldfur0W"
    "wvrcoA/0qju8bd9dfu4MWkg37AV2NL5OH+iX9vAOrkl49AO9vOl2encttOoNVBp8UaSyxW"
    "l2ZYvTRGULVWN8r42oVXHD70Kt+7Yw+HSbuK8ilErMlRaza29WwNJW6fdHIV9/z528lOyN"
    "GKerEQhuZ86sqrY2Pzqm5gDcqtjbvJIJiwXqgqZvDIq36xt6xnfDKmEIb9ijQW8M+tRI8c"
    "usbjbz3DImDBuZ/rgybhnhH+GsY17vuYk0Ibfxu2wxpXKsHJtjRdmT34UiquzJ70LMyp6s"
    "t3xVM4RGHW2eqjF4h0bP6yjlX2ShnRSN/EtQgidbHV+V6SnYD8EP0cguBU/87RX5Mkh8W+"
    "QQbUYNzcAUUlNEm+vxGAFK6aUVbQWNxE3REHo8xly/4gNbCJsp2T0Hei7k+vRBlUeCOzay"
    "yBQ+SNtAyl9O1h98QSbBzwQyhxxIjIGXhZsGLzYMx3ICKB5jE7gqUowoZCDZxNy623VFNs"
    "YqpM3srdeh/WSYZgoWr21Z+CUDSxSQxPj7vXRxBlzJH3/GHJczNicjM01NuzYZzlitYaIY"
    "M6dAVSvF7Kp/f3HTQbeDzmV32PWyAAJNTNyES/yCIc+bQad9k8rl1IN8HZclkeJyAS5bWD"
    "dce/SUUjgkc+ON0CgnfEruGzbMl5FpzI0yzU9jVIdT9T8cCVvtGddtRvzY11KrCWV3lY3T"
    "HY61748FWc5/ODyuzF67IlE7baHzjOvoSQZnJwwGBCpdcPN0QWENldJ5A4rvXeXdCjm93h"
    "3Tp+SO8X/27ox5VaNue1fMoDO8G3Qv72K+mK38K31Ncy2LAMNTfCyhu808PwuLjitUBFdE"
    "KIWTwyaWQWyJDZ9hG02IxpX3oGBtU/hDqF/3wxuNqS4g5CbTsIn4dnw/GHR6l52fulfplX"
    "D3/LzUoiGS1pOlRXwmjfy+BJvWDvleCofszQMSlUWCv9lh6gRhlbHom8KdPxZBO3/MBjt/"
    "TCuWuDHqPyCuMqsbtzfty85VCy1MrEERovuef8Wl8lp8VyqGPC8EPC9RUfGZHy9G2imcXf"
    "x5RXE4c+m00htLOD8ztMMXtULDNCqOV9V6h0d/AOZERuUS3EFkdBhMdGRLtqg6HnlZt4+M"
    "rq04WdIY2rje5FHYQpnlJvdiCk2n6ZFmeaOZawAFQwpAPkU3BWTPwMgQAVW/Q9qM8T9fZF"
    "1Ew4FYL3ggOJPGY4QtIs0RTVR99G40EbdfHPLNEeHZNDDofh9WuiObrIBdsiubMne2NXew"
    "BCQXDuvI4arsSkLdk8s3wcriloyb5lHcZ4os5NiXdB42+rcd6F7HKR9o+/Kyc3sHhgzWNL"
    "JwwLi56lzedHtwTSeaaVC4Bpi5q0H7KyeENH6db+ScuvOP2+4ABkr0aUWMILmhJcWYXWxj"
    "RVGD7OZDVNtIsrtUyCNEUo1a/q/lhN9LLESByDd6N44NZKxSQr4LMWNqL4m1kZxjpCpnoM"
    "pyVp1dG3tQ6V+jHWIBnh6b+ZnjbBTs2oGv8Xd/nuPiblFnV3hVrc87Vx2Ii/K1sh2Ipe82"
    "zeHoO3VzHI7BkGKJLdirLIaWmLMP6V57FemRkL1V+IRQE120AhbeP7Eg7SayCUEt/h1aY5"
    "3NOaPfSipijzOyWfb0MEhhGd60+eRMe7IhsOoYpvRbCmNtpLten5fAyynSaWb4mQTOi2aI"
    "zOY7epRQ5Mkz6wlNiPjanx7ohDkz6HdDdf6vYZryK4/H0BVZEjG6j4bIyum5pdNTdhwqwd"
    "gVgQogJtQk8PuXcZj546sM2qisw2xhGcwynJSSMsUczWH6A/orKbPm2CzrbL7pf20hky0f"
    "aK8/+NK+4UIQ8zzQz91fP7fQzHicPdD7wa+iQKZrPW5YILNIDcfsCo6J+o1wtnHDOb3Vbr"
    "7VHSNVVneVrW5PWGmNfgtJObXZr5JxpWTM90stBZ+Y1z4rIKlR2tvBu9oaj0ZKFC4bfbui"
    "OGQAdTo1gjN239DbnRdxlt9+tF3gOjFJhXuXc6u+d9m5uYGgswa/xjSrEnY+QvQAJcuy+l"
    "yvw/U5TseN9cvPnat7IQlbmxHdNQEo0O2Nbgf9Xwed4bCFDDpaWAz2cvuBXvHtvSXs7gda"
    "XSnG3A1l1YIUcqUcVFk5SPiJyks8ZQIl82rLnL+kG7aWDFMqKVdbyvzF3LSDaIRUybnKcv"
    "Zc9WVlHCJT8q2yfE3O9VF5TGeMTAE7S/upjwtgphowb4gv03Wwz8phZKJECnmU4v+SQfKS"
    "/UTCNAp7lMJU1ahlr9nOz0ZGzYS8dOcQkdoJ1gPmVk0At8R2XQYTHdemUBTaFdkNMxJEU0"
    "6yHXC2vZrpyNZuUd5GD/ACzPXe8x0wd7iaqabMje6JBZir2gwdss1QiO/8Xsp+ceGRXf82"
    "IGbQhjljE+bjarSUo54Vw3aYlbImyzDos5ykQx05Ux0ZJeGt2/Fph/j3ajCoFLg6FNKOVJ"
    "tL56dfRmM9V6M17uqxIf5VFonuOhP27Qs/7rHQbJOI9MiAZi4yXQwVYwrUwpjLKWUxviXA"
    "qydQco86shcBeQYYuai9p9tNxMWkQ7oaWs4IFcPeIgGW93uXQSMDpPG50kph7PVZO0Z/50"
    "GPagYAPwjqKBsmLsSeFEA2CCkgqAW0OYqWOD8pgJY4P8lES8CteAV0Bye5m53474+vRtY/"
    "PLY2Wf+vUVWtYgfmrh1iE9dMKaxzwZhJME1nqU8SY+eE0+xrZQdXDruIL/r9m8givujGY0"
    "r3Xy46gzenYkWvaqan9FHYCHizU7RN1TbuWkWYHAe6WaXYR9nxpRCJqlMVf18o+eaMuDm9"
    "wUsTI1XIhyq/OGCWbCDjEJmSb5Xl65msqUpbnokYpauR5nbgFJUpNsyN8C0RQvWOVfkdI5"
    "bFUtLEs3FjAYFCjNUcMabeqQ3fqYp0ca3GmaXaW792QLiy7a09zqdEXFYyyQ61rBbA+lDL"
    "kM3JhOkvovC3zZeHjQzagiZHd5wZjxaeNxEL+kEvyQRuYWQa9ElcmTAopEN10RQ6GV3Z/f"
    "SqnE7FyungeUYLnww/gje+hlGS07MitUT4qJys0kQ9Ecd7T0rbejHCnRh7VVjJBzb1Fpxr"
    "pRZ4QFDhZPgNF/hZkTDgWXYY8CwRBhRt80qxd0VxQDPLcvdlaEUZ/L4Af99nsvd9IiWdmW"
    "ndfHJ6mwYU33tv0yOvz2DQZ8MhekkO8u3v967o6eDRQ5uHu+7vHWjy4BjP5IEO74e3nd6V"
    "qN3g2gsAw8AovgL5MGgGYWkzqOAY1wQLnZ87r3LC1cfRBMpCbuRaSFIrj12VvQvKiVRbMS"
    "fcHUVA2jrRDB2kOrEBx7klzLYtZznaVzwfiHxoHlX0BclnkkL957NHpF1ty6CiuWnH+Jbp"
    "+GU0Y661JY+u8Mtnf5Y6csnC022X0RXMUdcXTXedl5E2w/Rx2w37is90KSaqK69CltDmbO"
    "rCJMGYGr5yRvADt1xQteeUyR4NOoIAxZacuoGJbgzZUrOOb55ofrslk4Ieu3VkkG91CjT9"
    "towq2PD5GF+5VerYFvyJZ6rVcUEtZsxhWy6kW5ijrgzy37isPvdlGFW4xf0xvnKKQWsZZN"
    "vba0tDOUtdX7dDZrcfyyLaMLk9q69b+cT2L8FMNeJoGWyVOODSoFX+yZeDrAqGFMhhXxia"
    "41oEsWnQP6yFOCtdogPKyYM3NdGUOFAFXTYQW8Gi5lgniP9MwE39h9gSGAWTECsti32PT4"
    "MGa9CmjVmQO/BEXsZjBLyz+ZApM0XuO413ZxODx6LnOxqPZYcGbI7HTej4xs9hQqEhG9X5"
    "R2fmzifjcRa8649YL06TjLxR/MqfMfDXHyLeKjQ8/67Cgh0KC/bEf9amYXKftsq4sMZF57"
    "o/6LTQhEyZRR5o+/quM2ghPPV21FfuPRUs/U1xCofG1cj9qSxK4e/3nXvAGkjqB3rduYOO"
    "Ei1/b3ugg0776p8txLV9/QU+/a1zKWANFvkfovm4iNeVldjH0nahbOhTiKTKb8mm4LL3Re"
    "AffFQ2vOx9AgASOy3KMjtCWUOefzgvwPIP55kch1tRhs+JbuDRo8XcRUmGJynrB6DcPb9D"
    "WlkZZsfIapCxtm9GLw2dz1xcZwzG1yjLdmd1CGbEeJyloLQyubkiUOxMqb/MTbYSzPSHK1"
    "am9DPGT4RugCAM0ymUaNXgg7GuIEnhXpsMZ7cDSRHqFAhqJcir/v3FTQfdDjqX3WHXqzMW"
    "SE7chEurckzcyLpJpHOk5Z3m8DbVUal4m8bbhcX4z05pKp2TirQiURreWg1Pwce/i/3fXf"
    "DtRd+gFUiSUFUjSNGgos76QpwNkyierq/w8OzHRLcs8FC3yuHNWH2H8Loq0Ewh9ILvgLm1"
    "r56R3A+rVEJjKGKMjZQ4r3enmRfotVdjCkR6NVE5fMZsgnQDm+wRzfELsmdsiUxi21BZnI"
    "oILETOJpgPmzH+G1rIcKBquM7ZShF+5LyWVcX5ZY1TTEhaoHe/D9uivAZ8sdJVCkJEu9n5"
    "qxBgfeXS5RYBIW/UvTZEqJovVlmLVaVx96FivdJRJYGSaUdVAKHMOapWYwocVRaBtiacsU"
    "igzluIb/2D60v0/v35e2S5JpHAIIxEnQ3ElRzLQYw2AeEDh8p/GA0wRgsTa6lH1O4f4kOQ"
    "+EB7PIZzDO5RbDwTb5KrO/5KDe7Qm+6wj375cHLaRJTxSaY2cX4UoKMnY7EgOqcGUkk06F"
    "zeDwad3mXnp+6Vzc/PqaMKTVUUXOSQbykHWnY5Tn98LcL2a0qWRE6tXdTjXFgGswwnI6a8"
    "HkwUpj+g65Eya47Nkg5IzpavLb4hLB9orz/40r7hQhDzPNDP3V8/t9DMeJw90PvBr53eXQ"
    "u51qOXoPzKCCLO49RWVznadkBSo9DfgeuBwfFVxgfvj6/FNnQAxJY848tweEVRQx6ffixS"
    "E+ljdk2kj3EG/6dkPbv/bFPOrtrMPS+yI59nb8nniT15blDXSUucyi7Jv6JQru80bItU25"
    "Mcze4VFiKpRruw16pmt5d2YVNmcl3JLhfhiRLVSPvYXdiMWH4qYNGo2YricDvH6ZGwUwXz"
    "N9kwjs4NKupPbiDkMJ2C61VZwnwon63kcRMlUnpV2gYp6qyVY2uEZl9cPT6fZfLUKQstSt"
    "ApDSnJXJkCX46xERrF1BTziljPhpaeHJedQBAhUtvresSWFlS13BJVVLg8ZsV22qKgosgR"
    "UwCz5Z30O+BsezXTka3doryNakUFmOu95ztg7nA1U02ZG90TCzA3q6LL/oCGFTvKinI2co"
    "ZHGMu/Aerd39w0MpQwxdz1+21c8yyL4QyV6dMA9bGDKuL9YKIa7RflCj+VRxCJ7TUdQuTv"
    "vLkYomDQWhDRVwCgAoZGY/MFpi/IJqZpt8Ql+8kwTYCUUkJ0u8n/spFru9hEumsJsYuaPy"
    "IOjd4sZ8wk6IktiPZk/5hEEu31SQrfUy18j8aXZZm4pD9+N3HJ12VtJCr57qxAVPLdWWZU"
    "Em5FjTzVoy9g7scikIWP2YiFj0nAAmxEZbgbENSQvbtfu0cSUf9QZZzzq6LGqogaP3wPSY"
    "fZI1k1rsRKTtCpOG8Ga4MKfOU4G5ApxiZwjlh2JijIUH94bbaInTFSdk5M2XEZN0kwzQhg"
    "BkQxhk441b446qu8h41IX/T7N5Fg9EU3DlC//3LRGbw5FVrDqkZG6RyekKvigB0XqqawZT"
    "ooXq3++3FyyMQjwHZvyyQTDzyEeD0cjHv2c8l6+al+rqCUfp6fazWoQLKcbTxSov9kUDSx"
    "2JK/E2/RgDyzJ1lSezy25IcRdsbjT/yWbtiIUfMFaVibERsZTlp23I5m3bH/6v6+e1XCge"
    "W6hv4WaPbjbAmhaMWT4J/z14DQSoNV+gPC0Cbx0/MdWi4X7Qg/psZ9s70DUaralW3aS86I"
    "AntusrSPDgpIvi0MPt0mcM8IpRJzpcW8Ov/KijlKqXC9VZbyQgTWy+HOIjQKf7oWdbYIwA"
    "uHQkFUjL9FURCRhVWpKlYiVpRm7vhBpBxjJxhSwNThA3SCMJJgG1FSaoaf+VCvd5AXgf+B"
    "myJLKrr/pJk2G86yTdEpFTXebeQt255RUeQdF5+tSvkhzwWVtsusvFM5+4znCSu21XxmS2"
    "QzbtfbbE4mTH9Bc9d2ENRPF1uEcM0K6A7sHADw0RklojSQF9iFykDQmQzqC4Ee9wn1+Ago"
    "2oEWFpsbdsrWdJCnQpGitqxvxAdj5KGqoL4R1W2EJ+xZPs0fIuobeZVSEDb5fAqZVEFk0n"
    "EWwynP8GMthGMRLFyFo/JYkTRSlSaUEg0mNufZxkxOI1Zsrk42Vg3ZmmMWv0ZaS8U4vIOs"
    "lle2jGXt8hSdNShqnq2xBvXT16urfRooh1CikvimLVcM4RNogmjJhciWEpbuzEBBDCxgrG"
    "lk4dhCs9RMZhM7qZvu/hHhapkijOg12iVcDfU+W8Svrkkp0dGCcB1Fb6LlzNBmUF5zCdB7"
    "/v+MC+MTf4YDyHr4KnZAy0A5faByI7Lf8vm9iiR8/keIbMrmv9BX1LWb3tdteo8KgfMhtt"
    "nkijlUrnb475q4jsM1dShK7RDThCrV8knyOzlQ1JNY/Evzr2c7kAUAK7eg5vxHNJ0o4FGD"
    "j5O9g107dkMp24dUtleMT/A23/kfIVS+/yr7/r19qHQUb0Wm5Ftl+XoOEa4N8D/KSjlBrG"
    "R9FLJ22MaSlqRKzlWW80o12sQFtqI+IKLJpdiWYLtGOQE37nvt4bD7aw96xq9meaD96+vO"
    "AC56KugDvepc3nTFOJ1opiFGrWhXlO3Ly86t6EEv9XW41umNBv37u04LETqymOsQ/oTeaN"
    "iFS5xH3EjhV27b90OgW2DXFt3uu73uULa7N6hhe/3u7+4HPdnh3nEt+cTb20H/d/HEBX/T"
    "nuHaZbt32bm5gYsayMk0Pd6UrUpbJNh0mh1sOk2keanyhzvQqkONOAlOa8STl3Lgk6iEg/"
    "yEg2huh3yXN1BmY6Tq8Kvy4efvzxsZLRFSJecqy9k7dDcQc5RSSbnKUpaa1AZCjhAqGVdZ"
    "xr5uvIGUY6RKzlWWs2/bbKKBRUmVnKssZ65CaSwLf7je/xAi38gBcRjJNq4491oCevZAh5"
    "3Lfu9q9Ht32L1rIZtw4eojEbnkdvxNt9O7G7UvhgKJ4xXNxBOb/wfegGvpMrDIVPoM4JmD"
    "zm27O2hf3HQA1uOMLLLAhiV+X6HVFPMAFEnjOs3O4jpVSVzf54usqjjvwd0j4APleBomUa"
    "k0azFDzK/2sCViaIdVI6qYSBNeVaoG7iFq4K4YW6jwCcQtti18AnMc7ymaX9ZDFobajkG3"
    "MEedGFQKx7fiJaRLcEOapCh0Pjv7lNwx/s96pn4NT1aPl/yvkpDHFQtSYI8R/mRDHyMyWQ"
    "9/vJsRkfXCTYkFgybdkNcijJCmACdabAmAPnnpE7/nxx/FXcNGUwNijAg/8t8NiMaMnuF7"
    "eg4AIb/wES8S0hiqAdyUuEp+2YOkq8ybCoIBxWpN8jW76XdAUOU8m53Yffvo+m0Rjc3nhO"
    "rBXlyU70nKGlSuOTT7j6TUbeX3kxVHHebglNrMecVuA5I6MfTA9W5tdzI3nM2ceXFa5c6r"
    "tDvP18M2qtYTIVXxl+rLeWQRnFpRJk8ziBEqxaC0YqCCnN/HSyas23Ju/DDJbjSWozcoS5"
    "RVCQFmDbptKd/AA3PD5zpetaSI+y+2ZJN88/16Bd33Qc7uUS3Wos778DtaxHe/VV50dBXm"
    "OQr9ZVrAWTgy/bEFSonBWL9aDmIWwmiBLaeF/u1i6kClG5lGLJJ/RYWdiGMurazYDmZUnr"
    "1qefae+M9KsrUYmMenrbKPr/G1P/itJVYspPAM7lpizcYXdxGoTZFaY9mlxs5VM7CcNKYi"
    "lYj4qJxEpkQ1In9TStHUiWbMsZnO5jBZXEuXdG89+iNkew6XrzqX3S/tmzenJ813sXybYH"
    "GfxHl8HE2saufXUz2BduSXXilWpZSLOJnCba3FbeVgEEqDjMpAECrG5aKmSnyFVaniU5vw"
    "LXzWSDFpvDvNPFsGr8ass2GyuaqsiGpZEZlZ49nqbHbaeB002rP37wtotHxUTnuV93FtC1"
    "6qEhz2hteQu6cnJ0XshZOTbHvhJKHL8ic6qT2C/jbs9zISHlYkcVPB0Bz0f8g07GPUanOY"
    "C8zIj6vEQyjNqH8eJrh47aLbf/0/s8nXrQ=="
)
