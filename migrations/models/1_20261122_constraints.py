from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# The ORM makes no exclusion, check or partial-unique constraints, no triggers and no indexes on expressions.
# tests/test_schema.py reads them back from the catalogues of PostgreSQL.


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE order_number START 1001;

-- No double booking, ever. Deferrable: a swap is two updates that are right only together.
ALTER TABLE visit ADD CONSTRAINT visit_no_overlap
    EXCLUDE USING gist (master_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused'))
    DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE visit ADD CONSTRAINT visit_period CHECK (
    (starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR ends_at > starts_at));
ALTER TABLE visit ADD CONSTRAINT visit_booked CHECK (
    status NOT IN ('assigned', 'accepted', 'en_route', 'on_site', 'paused')
    OR (master_id IS NOT NULL AND starts_at IS NOT NULL));
ALTER TABLE visit ADD CONSTRAINT visit_waits CHECK (
    status NOT IN ('unassigned', 'offered', 'declined') OR master_id IS NULL);
ALTER TABLE visit ADD CONSTRAINT visit_status CHECK (status IN ('unassigned', 'offered', 'declined', 'assigned',
    'accepted', 'en_route', 'on_site', 'paused', 'finished', 'returned', 'approved', 'cancelled'));
ALTER TABLE "order" ADD CONSTRAINT order_status CHECK (
    status IN ('new', 'scheduled', 'in_progress', 'done', 'cancelled'));
ALTER TABLE "order" ADD CONSTRAINT order_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE "order" ADD CONSTRAINT order_price CHECK (price >= 0);
ALTER TABLE absence ADD CONSTRAINT absence_period CHECK (ends_at > starts_at);
ALTER TABLE worksheet ADD CONSTRAINT worksheet_amounts CHECK (total >= 0 AND minutes >= 0);
ALTER TABLE worksheet_line ADD CONSTRAINT worksheet_line_amounts CHECK (price >= 0 AND quantity > 0);

CREATE UNIQUE INDEX offer_one_open ON offer (visit_id, master_id) WHERE status = 'open';
CREATE INDEX offer_open ON offer (visit_id) WHERE status = 'open';
CREATE UNIQUE INDEX card_one_living ON card (order_id, chat_id) WHERE retired_at IS NULL;
CREATE INDEX card_to_draw ON card (id) WHERE retired_at IS NULL AND wanted > shown;
CREATE INDEX inbox_waiting ON inbox (chat_key, id) WHERE done_at IS NULL AND set_aside_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (person_id, id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX due_waiting ON due (due_at) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX visit_calendar ON visit (starts_at, ends_at) WHERE starts_at IS NOT NULL;
CREATE INDEX visit_finished ON visit (finished_at, master_id) WHERE finished_at IS NOT NULL;
CREATE INDEX order_text_like ON "order" USING gin (text gin_trgm_ops);
CREATE INDEX client_name_like ON client USING gin (name gin_trgm_ops);
CREATE INDEX client_phone_like ON client_phone USING gin (number gin_trgm_ops);
CREATE INDEX address_text_like ON address USING gin (text gin_trgm_ops);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
DROP TRIGGER audit_append_only ON audit;
DROP TRIGGER history_append_only ON history;
DROP FUNCTION refuse_change();
DROP INDEX address_text_like, client_phone_like, client_name_like, order_text_like, visit_finished, visit_calendar,
    due_waiting, outbox_waiting, inbox_waiting, card_to_draw, card_one_living, offer_open, offer_one_open;
ALTER TABLE worksheet_line DROP CONSTRAINT worksheet_line_amounts;
ALTER TABLE worksheet DROP CONSTRAINT worksheet_amounts;
ALTER TABLE absence DROP CONSTRAINT absence_period;
ALTER TABLE "order" DROP CONSTRAINT order_price, DROP CONSTRAINT order_priority, DROP CONSTRAINT order_status;
ALTER TABLE visit DROP CONSTRAINT visit_status, DROP CONSTRAINT visit_waits, DROP CONSTRAINT visit_booked,
    DROP CONSTRAINT visit_period, DROP CONSTRAINT visit_no_overlap;
DROP SEQUENCE order_number;
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
