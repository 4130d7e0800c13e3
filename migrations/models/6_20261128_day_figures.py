from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# Figures of a day are kept while nothing of it changes. Whatever changes a finished visit or its report deletes the
# day's row, and until its transaction ends it shares lock 6 (domain.reports): a day that is just changing isn't kept.
# Which figures: see domain/reports.py. tests/domain/test_reports.py changes everything there is to change.


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "day_figures" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "begins_at" TIMESTAMPTZ NOT NULL,
    "ends_at" TIMESTAMPTZ NOT NULL,
    "masters" INT[] NOT NULL,
    "leads" BOOLEAN[] NOT NULL,
    "done" INT[] NOT NULL,
    "on_time" INT[] NOT NULL,
    "timed" INT[] NOT NULL,
    "revenue" BIGINT[] NOT NULL,
    "minutes" BIGINT[] NOT NULL,
    "reports" INT[] NOT NULL,
    CONSTRAINT "uid_day_figures_begins__f2880c" UNIQUE ("begins_at", "ends_at")
);
COMMENT ON TABLE "day_figures" IS 'What masters achieved in one local day, kept for reports; an array has an entry per master and part in the work.';

CREATE FUNCTION forget_figures(VARIADIC moments timestamptz[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(6, 0);
    -- A local day is two at most, where a zone changes sides of the date line.
    DELETE FROM day_figures USING unnest(moments) moment
        WHERE begins_at <= moment AND ends_at > moment AND begins_at >= moment - interval '2 days';
END $$;

CREATE FUNCTION visit_changes_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM forget_figures(OLD.finished_at, NEW.finished_at);
    RETURN NULL;
END $$;
CREATE TRIGGER visit_made_figures AFTER INSERT ON visit FOR EACH ROW
    WHEN (NEW.finished_at IS NOT NULL) EXECUTE FUNCTION visit_changes_figures();
CREATE TRIGGER visit_changed_figures AFTER UPDATE ON visit FOR EACH ROW
    WHEN (OLD.finished_at IS NOT NULL OR NEW.finished_at IS NOT NULL) EXECUTE FUNCTION visit_changes_figures();
CREATE TRIGGER visit_deleted_figures AFTER DELETE ON visit FOR EACH ROW
    WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION visit_changes_figures();

CREATE FUNCTION worksheet_changes_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM forget_figures(VARIADIC ARRAY(SELECT finished_at FROM visit WHERE id IN (OLD.visit_id, NEW.visit_id)));
    RETURN NULL;
END $$;
CREATE TRIGGER worksheet_changed_figures AFTER INSERT OR UPDATE OR DELETE ON worksheet
    FOR EACH ROW EXECUTE FUNCTION worksheet_changes_figures();"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TRIGGER worksheet_changed_figures ON worksheet;
        DROP TRIGGER visit_deleted_figures ON visit;
        DROP TRIGGER visit_changed_figures ON visit;
        DROP TRIGGER visit_made_figures ON visit;
        DROP FUNCTION worksheet_changes_figures();
        DROP FUNCTION visit_changes_figures();
        DROP FUNCTION forget_figures(timestamptz[]);
        DROP TABLE IF EXISTS "day_figures";"""


MODELS_STATE = (
    "eJztfe1z2siy978yxZfNVrGp2HGyG/LUU4VtvOEsBl+wN+feeAsGaQBdixmOJEx87t3//U"
    "7PSELvSLxZKPMlMdL0CLpHM/3y6+7/qc2ZTkz7bXNsE6qRWgP9T43iOfwRvVVHNbxYrG/A"
    "BQePTTEWBwaNbcfCmsMvT7BpE35JJ7ZmGQvHYBQGN9Ez1jB8qiPb0J6QSfAzQcxCzJkRCz"
    "nGnKDVjFCE0RzbDlzCT8RGlKFnwzYc+zNi1HxBmI9YLCz2THR+gSCNLaljv4VvoTONfw2D"
    "To/1wCU1/rUkQ4dNCczJH/vtL37ZoDr5Tmz4+K0m5x4aOhAQqttD7NT+gmGLp+HEIKYeEo"
    "AcJ64PnZeFuNamzo0YCL9xPNSYuZzT9eDFizNj1B9tUAeuTgklFnYITO9YSxAJXZqmKzxP"
    "SvIXrIfIrx6g0ckEL00QLFDLL7C+VhsOu7374aB1PxzWYkL3KAJicS9pjMKC4V/VFr9+Cl"
    "/hl/Ozi18vfnv/8eI3PkR8Tf/Kr3/LR68ZIwkFe7r3tb/FfexgOULwfs1U28GWIxgf4+01"
    "ZxEshWQGhwgjfNZdyrfeH1GuezzOYrt3Yc339ftzBMZncPW+fdsa3Ddv72D6uW3/yxTsat"
    "634M65uPoSufrm489wnfGtQG4R/iToa/v+C4KP6L963ZZgJ7OdqSWeuB53/181+E546bAh"
    "Zash1oM88S57l/jQtZC9d6ugiANkSsClFvAT52FculczbLXoci6k2+Y/HrtnUkjKHm1ExJ"
    "xVhxJqzTt+asVEW/uzedW8b/e6Df8Ae6SD9tUfDXGMPdLr5n8Oezc3DaTjlyGbTB5p7/5L"
    "q9+Q51r0HEzZcOf4+9AkdOrM+MezjxnL5M9m/+pLs//mLCr6rnvnXNz6OyQqLgVnaW8rrD"
    "X1EcXlnfFFxdVv/ccDX9qt6wayCH8eP+31R9q8u+v3/oSL3ryPtN+6eRjIcZOlDVfgnbnu"
    "N79yWa8MZ6ZbeEW3EuB5HgGepwvwPCpAyhwSF989+Z6iiXjjjyiwgoLay5bZ+ud9aLf0WP"
    "jmtvnPn0M7ZqfX/d0bHmD5Vad3GWG1ZhFgzRZHV5hSnV6lPr10ohn6VmIOU+5BzK5qr6S8"
    "fynzN9KWR37enXNNofbOwnun92qMX4aFDOcY3WYbuvzv0X6s6IAvKOi5yMnYEM1WTC3bGb"
    "QProK3Z/KU6JqQDItz+IZZxJjSP8hLTFeOsNV12d0Ry91HTozBf3tryLu6frO4Puy7yMJL"
    "i/9+/quJI62K5uCqed2qpWwNx2RuybaEvLyN7Ych/vJvgboPnU5NLOQx1p5W2NKHoRUNd9"
    "g5i1zxx8Zvzc/n0SuY4qngEfwY+OqeN1rX+REtX6qoo9q9Vc90VAcGbXRUf+VGNEHclEYr"
    "Zj0hw36LvnLbjC0dhNHCxBpBb0YjEzujUR3xPxgdjX5GuiGXEB+PTDJxEIxnE7i+wI42i/"
    "unD/iczW5p5X4+pvvZ4cpfsi8kma/e+OMphIdkbshTcf4hj6+Jj0r1VYh7ES3QgO+gFeJx"
    "kKYCineYyx8vcjD540Uqj+FWmMVmktl6YzKcsjWYicbqBAhO9hRNYuZ17+Gy00J3/dZVe9"
    "DudcMWqbgJl/gFQ56l/VazE+VtksGYxdtEc1HxNom3mmkQ6hSzYUI0h7JhTu18yzBhJL/2"
    "oGVf+ROdFn/zatmhhZVswaQr2Gt+M0vn5kic35cu3c0ffWL6oadkVvdgjhPUJtJYHY4+Ec"
    "sgOzJo4M9RFQ4d1EJb6obToo71Uksy0tZ365l2GozLa6UxZOMVwHl0Q0erGXbQHDsOfzGQ"
    "w9DCMp6xBtgdHdlEW1qG8/IWNRcLQvVfANVTRzP+w9CYD+HcMaZTYiWZaId5yJ7ts0tj+q"
    "OYaJ/Oz9+///X83fuPv324+PXXD7+988+y+K2sQ+2y/TucayH9d7MhVzx2o0JzJxC04TsN"
    "K+jnDpKo2EE8dsD5YySZNekG+Zqigm6Pi99yGOQXv6Ua5HArgrBZjv+bFHN5BEiUx2Ojxw"
    "MOgTh3/zHodVMcSu746F5vaA76X2Qa9sGCX7X/N1lS8fag8dIwHYPab+Gx//8VorzAn+wo"
    "bzSgG9nPYYLLJHvzdUIPV3yGJJVWXM9UZjVvxEZd9n5G+Pp45hxHc2Lb/IuARx9TJAw9ZA"
    "BCXeO651s0Gq0w5YtnNEJ4zJ4Jv2DP2IqORg1kcN10aTtoTJDAkSE85QKLK7UHf5qKPpQr"
    "+gDCTFRusuyGAFGVovhHsR8Cm4V8wQpzP0ynBLC1AOQGVmBTWRMcj+tnpd5YAionbP4FeO"
    "mPPx4r350IK3VjSuyC8UqPonK6+/s86PX36ej193H0OvnuDB3rZQuwbYRUoW3L7LixuAys"
    "rTDVYUol5TJLWSVI/BBiFvZnMS9skEQF6uNqxkLAVovxNERTJdPjUPAH5oXSd0Q/7DEkX0"
    "bwQ/Bd3YzeXviAawWLz+Zr6H0tCio5qOtUonmSnKc+zifDfboekwsMwE1NW6CpXbA3sT+j"
    "0UgyZzSShT7grmkztOR3xdgxc5Kj/jvNphyg5XKAiv9jbE03tb3xFYxDnp3nCUTyURmp4r"
    "FQpMbmC0wT0mzSWRwg2YrLJbO2jsBkSLBPgLRlZ+Qfu4bCKwQcVUq+sji3tThfxzzavHed"
    "2uGbYRwdX48vF3t31+LzJF8GcFeevpoQcCyAfg6kVZ7m/pQNEF/wn7wri6QRcwczVZVNKt"
    "FAJRqULNEg+Nalehb8l3KTe2G48EfmKGAqaX6y+XeajyVUqvX27OPFZ1EW1L04JiajU5Ef"
    "IIqFCpqk6qQ7zraDk0HOXcgi9in2Y0y8rrshnJD8Lk8+8rv0dOR3P2/CX6kURJWCWBY9c6"
    "cUxINu7NIjNCCOI39nfG8Pj8je3uXYoR0YnGOHhzIoNuCo2UR4dN1p6sgmBDX4cxojnc0B"
    "6OreGaEJs8TQJ/Jii0ww/sGwkCvgxLrUB3rKDicCn7bIceAOr9xZsK8sjfSz4BmbywRfdH"
    "pWgU9w/LSC13EiVS2B4Brzo2e6tEhi+aLA3cz9DEr9TgIDc4TERK6qLXJVsTYzCJSv5zom"
    "qJEm07AJ5YPrfENZOGJ3sciCWVDzHsrdWxZ+QTMMWw0ikLeLFlwZdavkw/azwJYDs3nli5"
    "KiaMf9Ao/0kcIz+WMsyF+gU2Ijm835XgipDmKr5d9IVP2Xh54M2lls5c1jc9nw3QdTW+ai"
    "1SFz183bTd1iv9XGZGpQr4R4qMC/ivi9UsQvJJIi7vsQofLel9p7r+r9V1zA7ukRF3ATjo"
    "eUzJk1TUS61VOV+D747a9oLSmC9WIc8ykqz6/LXq/TanZjPNNdH2BulnkEledY0gqDH2wk"
    "AWoyGBag+SF5Bj8+Qc/L4JhP8UPyy+JaPE0ylDM4FqCpPM9k8mOMbXODLhNRQlkH5prmR2"
    "Wba3kWXG0+TeXZ5vGsPB6VL2xppflT5L36Jm/KzB+20ZciZgQPArguwDYAh4Gs0Ox6cFeE"
    "PP1kN/xOgj/ZdSgatnLrOQNdwNH7k/0Zmgza/G8b6jhj8ITwqSZxL8pxH62Ay+VyY3DZJF"
    "u3KWopTnLLh6zaam1MYKVGc9RhZRdxsPsE5ajbA8876bo9Icxy6YH3R8pw/5Sn6Pmn9Jrn"
    "n2Ilz1+nN0vZYPdVa81SMv7mBRXk6MzySqqihSeJGWjyRraS6A/JF2zDSGJ4RdiKUM4QGe"
    "/iKpaBTTZFNuP0FuSRcW4tRiPQv4QGx6ULQSgHwTrSuVKWmJR2iEckxrNCUGSvb6pXO1DF"
    "tV5TIUzvgJsC1Dh619ujYTX2XzQmtaJmeoGj1IKaqsRRDXagImvVG1/BtaqKk1asOKnKFd"
    "xVFCcXjF4u9C3FHKZUYi61mFXFnH3pAqVKCi0bg3dPC31ty3pJ+uIVipvW8k4907Ze5ky6"
    "kihSKDQ9w9BXBQkrWGyY3Mh9Ii/SxpVirYP9y21cfsEmDlouEINOmTO2EqBQNnH4BPI+tp"
    "+46TxhiU1fjvFI1QKm1BWElQmeJ10iT+rcRXrq3MW7qFmj8lAOFC7gG+4WmuuaSmmtpdZa"
    "lTtgGzEfxB0A2NBtXrU1mSpGXOZXDdr/zRdJaLH0XmEBEuUnjvqJVa32H+PFmWDD3Mp/Fi"
    "JUMi6zjIllsQTARHqRQp+gApCfLEHuq0hhWSC4S+flSuTY1hI9QP7derYXyHkZauuBOQo0"
    "uBnAK0IB2orsmTFx6vAXRmOL4CeBfWWTyWcBezD50rEdmeJrg1NGumKSajLsb+LNnp1vYc"
    "AM//cv5ewppbMHVmiyQ6JFl/OYkzpiPDt79E4c5pCq9boNvsgf6WW/1fyjIZf6I+3d3DRg"
    "sUffkzy+izwlNNIraMTK3qqOy5VUFF4Hvlo2iVYOv1o2Bp88gPWGkLA+ELyeqVxNvBF5Ch"
    "tivn3r2JIlUhYWm1p4biN+GOhQAgUjm2gWcZBpUK4IrWbMJgBBnSFsQn4RV4GgiossXMg/"
    "MIiaQb0WF60K9VpsjV9NLIN4rGdDgZjRSLbRkyE8NuHz8YeusPs8ky+DOhqNpE4KJicfKP"
    "CzM2YS+CYMpjMgxCdaQBiOgOKOCaHi+6ssqhKCZh32ROgQ1kyR2FKYqnIhpv1DEsVbtq2y"
    "7BOXWlu+a/UHvW6z03B3F2w+0vtW85YLkuB5CbRlhUX8IbRnizzz3Wm7tpdBSuVMLbOUQR"
    "sZgl6yhZyjtErSZZa06gZ9UM1krc4XPhVDlOolKvNLpJDbNYXcLo9LqbTI7S+G7TDrpQVV"
    "dWsJrqXQ/XqWi2kmR+bzMvWgfYXYTsHvgikSzWUgqvZs2IbTAB9LXXhV6mhisXkdOeLzy1"
    "vUBBi2/guj5ksdzfiPlI4htzJv3Kl02Ecp5PaJBvOE8IudD0ESVTAjjt1S0blKqlJ8I2cF"
    "g3NBEvWmxN8UKE5ZyMLzCcrsES1N4ghXN52lPYTTvAiTI2RVbEWcg9Nn6VUyzuJVMiTLHL"
    "YFnyWR4vJmLquEjm0O2sPUd8BLmyQehlmqe5CqQufhUVT4SAPSYopIkEQ1ztvo0GFee9Yd"
    "/Tl7bPNaxrZ5wVVVJmdOm47Z9wdRYKSW4MsJ3q5nuXIMGJjPkdOkSFY0AefKPWcEAHbqCF"
    "xBREdjMuH/uynvnK0Tw5oTHTLnDd1F3SwtxFa+U2YCzZ6MZ2wmgIMO9SSAAj2IBQjunTfy"
    "IVy6dSTjKj83/Mf9ZCND55q4wQVi2VA+z3IQnmJD1AWwMNXZHOGJaEuF/rU0iCMqMou6AM"
    "6MPFK3katEK63Y0tSRg58IH03Jyvt90P8K/FT8Jh8Gv4FMJkRzJALJLS4AzahmoQZVEjOl"
    "wc8i+iOFes+GY6NnYo0BxuTmFPIZBFiJMtkKi09nkokDPWV1Jh5tZFQD9JkjxCPDTjsVAV"
    "QOr2M5vEKiyy+EEFmVgiJHVl5OI6p7NCNp/wUbNb77DRNLRmRq5gEqtbq3Xt0L/GIynLC1"
    "pBupAZKd7NSSmUbHNkgtohHjeUv4V4j0OG74V9DnK+GF91XAolIOESrQSpllrKqFVFu+ql"
    "qIqhaiXpwtXhyb8APMNvRtdscorZJ0mSWtaob8GDVD2vTZcLDLoARPtX+3nu2oDo3LkdzK"
    "VaVf4C1HOiELkUYq3aZz/ERs4S+FnFHhv3VzRqF3HhqNLGaS0egt6lHT9bxCSuBPtkw/dR"
    "NPk1Jaj/DEHUCIKh3ygEkH6c5YkG0ywzdnR3q0ZfYK1prXt+1uA2F9btBHet0e3DXvr760"
    "+g2kG/YCOxpfp4/0tjm4h2sy4/6RXnXare59A2mm4eKdCoMv8hRLPUsvlnoWK5aq2tb5uJ"
    "Y8+al8VAayJZajaj8Zplms2e6a5Ii9dsvUnREO91jbYpXs+2Pox98XBp9uGz9giFKJudRi"
    "XtrbNZexVXriScjX23PHL8XwbDG6CqEJ9+YVfJ3czwoytVSpnyXj7x4zP5M3BsXbjbyN7Y"
    "ZlAmN22NSgHYM+1RIcXOub9Sz/lgnDhqY3roh/SziaOOuYLFlGxtIW38WBtcOUykN1ah4q"
    "ZU/+EIqosid/CDEre7La8lXlbmpVtHnKxuCTL3dzK4tgJ2jkt3557HR1fF1CO2evUi/WJT"
    "uIPvG3VyQeIfFtkUO0GTU0A1PI8ZmxpWWPRgjgXi8NoU5rbL7A9AUUarj5GVHGB2KuX/GB"
    "DYTNhDSpIz0XkqZ6oMojwR0omTyBD9I2kPKXk/X6t8gk+JlACpYDGUbwsnDT4MWG4VhO4N"
    "Zy5ldFrhaUb3ZsYk52tR5KsjGWIf/oYCWVVQxvTzG8GZuToZmkpt2YDKes1iBRhJkToKqU"
    "Ynbde7jstNBdv3XVHrTddApfExM34RK/YMjzpt9qdhK5nHiQb+KyJFJczsFlC+vG0h4+JV"
    "RgSd14QzTKCZ+QRIgN82VoGnMjYY9IZWuE6niq/scTYas947rNkB/7WmJZplTGxuiOx9oP"
    "pwLR5z8cHldkr12TqJ0213nGdfQ4g9MzL30ClXe5fd6lsIYK6bw+xY+u8u4EQd/sjulRcs"
    "/4Pwd3xryqUbe7K6bfGtz321f3EV/MTv6VnqYtLYsAwxN8LIG79Sw/CwuPy1VNWEQohZPD"
    "JpZBbAmyl/2YNK68+5V/68IfQr0CKu5o6AwFWHyTadhEfDt+6Pdb3avWL+3r5JLCB35eYv"
    "UVSevK0iIek4Zez1DVVOqVPCBhWcT4mx6mjhGWGdS/LW78Ux7Y+Kd01PinpKqT2zeX8ojL"
    "zOraXad51bpuoIWJNajm9ND1riypvBbdlfJB+HMh+AuUpnzmx4uRdAqnV9FeUxzPXDor9c"
    "YSTHQN7PB5rdAgjYrjlbVw5MkfgBmRUbkE9xAZHfgTndiSzauOh17W3SOjG0t3FjSGti7c"
    "eRK2UGrdzoOYQpNJcqRZ3qhnGkD+kByQT9GWAtkzMDJEQFWGqSGiyv98kQUmDQdiveCB4E"
    "wajRC2iDRHNFE+071RR9x+cch3R4Rnk8Cgh33Y5kDvt3B3ZllKXFo/ytw5mrmDJSA5d1hH"
    "Dlf1a2Lqnly+MVbmt2SWSR7FQ+YaQ7GCgs7DWu+u1W2IMgePtHl11bq7B0MGaxpZOGDcXL"
    "euOu0uXNOJZhoUrgFm7rrf/MoJoR6CzjdyTt365127DwMl+rQkRpDc0OJiTK9asqaoQJr4"
    "McqWxNldKOQRIClHU4TXcsIfJBaiQORbvRunBjJWKSE/hJgxtVfE2krOEVKVM1BmOYcMqZ"
    "yqfIhG+RoTVPrX6CuZg6enZn5mOBsFu/bga/zTm+e0uJvX2RVcVZvzztepDSq3JZuvoS2w"
    "TLkt0neb5HD0nLoZDkd/SL7EFuyWaEMrzNmHdLdPjfRIyCY1fEIoLi96Kgvvn1iQdh3ZhK"
    "AG/w6Nkc7mnNFvJRWxRynZLAd6GKSwDDpNPjnTnmwIrDqGKf2Wwlgb6ku3YY7v5RTpNDP8"
    "THznRT1AZvMdPUwo8uSZ9YTGRHztz490zJwZNA6iOv/XME35lUcjaC8tiRg9RGdp5fTc0e"
    "kpWzcVYOyaQAUQY2oS+P2LOMy88WUGbZTWYbawDGYZTkJJmXyO5iD9Ef2VlFlzbBZ1Nnd6"
    "XxvIZKtH2u31b5sdLgQxzyP90v79SwPNjOnskT70fxeVRpfWdMtKo3mKYaaXwowVwoSzjR"
    "vOyT2Ls63uCKmyustsdbvCSuqYnEvKiV2TlYxLJWO+X2oJ+MSsPmQ+SYXS3o7eHtiYGglR"
    "uHT07ZrimAHUycTwz9hDQ2/3Xg1bfvvhboHr2CQlbgLPrfruVavTgaCzBr/GNCE8/aXX4R"
    "dmzCxJCPoEkQSUrIrqdt0W1+04HTfcr760rh+EVGxtRvSlkEq7O7zr937vtwaDBjLocGEx"
    "2NftR3rNt/qGsMEfabJEe92hFCr/+eWRa8QZUVRpSCBXqkOZVYeYF6m4xBMmUDIvt8z5S7"
    "plB88gpZJyuaXMX8xtG7WGSJWcyyxn15FfVMYBMiXfMsvX5FwfFkd8RsgU7LOwF/u04Geq"
    "z/WW6DNdB4utGIImTKRwSQneMRlCL9htJEijkEkJTFVtXA6aC/1spFRUyEqGDhCpnWAznG"
    "7da3FH5NeVP9FpbQp5gV+h3TAlfTThJNsDZ5vrmU5s7eblbfgAz8Fc9z3fA3MH65kqytzw"
    "npiDuaoJ0TGbEAX4zu8l7BeXLtnNH31i+t2uUzZhPq5CSznsWTFsh1kJa7IIg77ISVrUkT"
    "NVkVES/Lobn/aIji8HgwpBrwMB71AtumR+ekU2NnM1XAGvGhvi30Vx6ktnzL7f8uMeC802"
    "jlcPDahn4tbFUDEmR6WMuZxSlupbAfh6DAX5qCM7FZBnAJmLyny6XUdcTDoks6HVjFAx7C"
    "0SUHqvsxm0OUAanyupUMZBn7VnbHgWMKli8PCjYJLSQeRC7HEBpEOUfIJKAJ/DaImLdznQ"
    "EhfvUtEScCtaH93Bce6mlwXwxpejJgA8tjI1AV6j5lrJDsx9O8TGSzOh7M4lYybBNJmlHk"
    "mEnWNOc6iV7V857iK+7PU6oUV82Y7GlB5uL1v9N2diRa8rqid0WdgKeLNXtE3ZNu5KRZgc"
    "B3pdJdhH6fGlAImqYhV9Xyj57gy5Ob3FSxMhVciHMr84YJZsIeMAmZJvmeXrmqyJSluWiR"
    "imq5DmduQElgk2zK3wLSFC9Y6V+R0jlsUSksjTcWM+gUKMVRwxpt6pLd+pkvR4LceZpZpf"
    "v3ZAuLTNr13OJ0Rc1jJJD7WsF8DmUMuAzcmY6S+iLLjNl4eNDNqAFkj3nBlTC8/riPndol"
    "dkDLcwMg36JK6MGZTZobpoGR2Prux/elVsp2TFdvA8pcFPih/BHV/BKMnZeZ5KI3xURlZp"
    "rNqI474nhW29COFejL0yrOQjm3oLzrVCC9wnKHGq/JYL/DxPGPA8PQx4HgsDiqZ6hdi7pj"
    "iimWUtD2VohRn8IQd/P6Sy90MsJZ2ZSb1+Mjqf+hQ/eufTE6/YYNBnwyF6QQ7y7e/Ptuj4"
    "4NJDE4j79p8taAHhGM/kkQ4eBnet7rWo5rC0FwCGgVF8BfJh0CrC0mZQ3zGqCeY6P/deA4"
    "Wrj8MxFI3cyrUQp1YeuzJ7F5QTqbJijrk78oC0daIZOkh1bAOOc0eYbVPOcrKveDYQ+dg8"
    "KukLks0khfrPZo9Iu9qVQXlz007xLdPxy3DGltaOPLrGL1+8WarIJQtPdl1G1zBHVV80fe"
    "m8DLUZptNdN+xrPtOVmKiqvJoQsuuefUNIZffsgKG4PYPaMIk/poI7kuH/wB2XUuU5ZbKp"
    "QYcQv9mRUx2YqGPIfqRVfPNE5+AdmeQ3KK4igzyjXCQb7MqonN2yT/GVW2fW7cCfaCJfFR"
    "fUYsYctuNCuoM5qsog742ziWXsqlkO/Dkq+MopBm1kkG3vri0N5CxVfd2Omfx/Kotoy9z/"
    "tKZ4xfP+b/2ZKsTRItAzccAlIc+8ky8DeOYPyZHivzA0Z2kRxCZ+87UG4qxcEh1AYC76q4"
    "4mxIGy8bL72ho1Nsc6QfxnAqzs38SWuDGYhFhJSf4HfBp0p4Med8yC1Ion8jIaIeCdzYdM"
    "mClKA9BoazsxeIRWhjNDo5Fsb4HN0agO7fL4OUwodLOjOv/ozJbz8WiUhn77FmlkapKhO4"
    "pf+SuCjfsmwtFCw/PuKqjcsaByT/xnbYsi8GjLDJurXbZuev1WA43JhFnkkTZv7lv9BsIT"
    "d0d95cZd/tLfFsZxbNiR3J+Kgjj+46H1AFAMSf1Ib1r30IKj4e1tj7Tfal7/ZwNxbV9/gU"
    "//aF0J1IdF/ptoHmzkdWUl9rGkXSgdGRYgKfNbsi327kMedAwflY6++xDDx0ROi6LMDlFW"
    "kOcfL3Kw/ONFKsfhVpjhc6IbeDi12HJRkOFxyurhS/fP74BWVoTZEbIKJPQdmtErQ+cz59"
    "cZ/fEVSkLeW5mGGTGmswQQWyo31wSKnQnlqbnJVoCZ3nDFyoRm0PiJ0C0AlkE6BaItG7oy"
    "0jQlLtwbk+H0bikJQp0AQaUEed17uOy00F2/ddUetN0ybL7kxE24tK5WxY2sTizbJSktN4"
    "O3iY5Kxdsk3i4sxn92QkfujEytNYnS8DZqeApd/0Ps/8sF3170LTqlxAlVsYYEDSrsrM/F"
    "2SCJ4unmAhjPXkx0x/oXVSusXo+Uvwiuqxy9JgIv+B6YW/niIvH9sEwVRgYixlhLiPO6d+"
    "pZgV57PSZHpFcThdVnzCZIN7DJpmiOX5A9YytkEtuGwutURGAhcjbGfBh09bYbyHCgqLrO"
    "2UoRnnJey6Lr/LLGKcYkKdB72IftUH0EvljhIg4Bov3s/GUIsL5yZXeLgJC3au4bIFS9Kc"
    "usxarKwYdQsV7pqJJAyaSjyodQZhxV6zE5jiqLQNcXzlgkUOcNxLf+/s0V+vDh4gOyliaR"
    "wCCMRBkSxJUcy0GM1gHhA4fKvxn1MUYLE2uJR9T+H+JBkPhAezSCcwzuUWw8E3eS63v+Sv"
    "Xv0Zv2oId++/jurI4o45NMbOL8LEBHT8ZiQXRODaSSqN+6euj3W92r1i/ta5ufnxNH1eEq"
    "KbjIId8TDrT0aqXe+EqE7TdUdAmdWvsoV7qwDGYZTkpMeTOYKEh/RNcjZdYcmwUdkJwtXx"
    "t8Q1g90m6vf9vscCGIeR7pl/bvXxpoZkxnj/Sh/3ure99AS2vq5m+/MoKI8zixE1iGtu2T"
    "VCj0d+RyaXB8FfHBe+MrsQ0dAbElz/giHF5TVJDHZ5/ylIz6lF4y6lOUwf8uWO7v37tU+y"
    "s3cy/y7MgX6VvyRWxPnht06SQlTqV3LFhTKNd3ErZFqu1xjqa3UguQlKOb2msV+ztIN7UJ"
    "M7muZBeL8ISJKqR97C9sRiwvFTBv1GxNcbyd4+xE2KmC+dtsGCfnBhXlObcQcpBOwfXKLG"
    "E+lM9W8LgJEym9KmmDFGXoirE1RHMorp6ezzJ+6hSFFsXolIYUZ65MgS/G2BCNYmqCeUWs"
    "Z0NLTo5LTyAIEantdTNiS/OLfu6IKspdPbRkO21eUFHoiMmB2XJP+j1wtrme6cTWbl7ehr"
    "WiHMx13/M9MHewnqmizA3viTmYm1bR5XBAw5IdZXk5GzrDQ4zl3wB1HzqdWooSppi7eb+N"
    "ap5FMZyBMn0aoD72UGS9509Uof2iWOGn4ggisb0mQ4i8nTcTQ+QP2ggi+goAVMDQaGy+wP"
    "QF2cQ07Ya4ZD8ZpgmQUgpViev8Lxst7SU2kb60hNhFzR8Rh0ZvVjNmEvTEFkR7sn+OI4kO"
    "+iSF7ykXvkfjy7JIXNIbv5+45OuyNhSVfH+eIyr5/jw1Kgm3wkaeamHoM/dTHsjCp3TEwq"
    "c4YAE2oiLc9QkqyN79r90Tiah/LDPO+VVRY2VEjR+/xabD7KGsGldgJcfoVJw3hbV+Bb5i"
    "nPXJFGNjOEcsOxPkZKg3vDJbxN4YKRtLJuy4jJskmKYEMH2iCEPHnOpQHPVU3uNGpC97vU"
    "4oGH3ZjgLUH24vW/03Z0JrWNfIKJzDE3BVHLHjQtkUtlQHxavVfz9NDpl4CNjuXZlk4r6L"
    "EK+Gg/HAfi5ZLz/Rz+WX0s/yc60H5UiWs40pJfovBkVji634O/EW9ckze5IltUcjS34YYm"
    "c0+sxv6YaNGDVfkIa1GbGR4SRlx+1p1j37rx4e2tcFHFjLpaG/BZrDOFsCKFrxJPjn4jUg"
    "tNJglf6AILRJ/PRsh9aSi3aIp4lx33TvQJiqcmWbDpIzosCe2yztk4MCku8Lg0+3DdwzRK"
    "nEXGoxr8+/omIOUypcb5mlvBCB9WK4sxCNwp9uRJ0tfPDCsVAQJeNvXhREaGGVqoqViBUl"
    "mTteECnD2PGH5DB1+ACdIIwk2EaUlJrhZz7U7R3kRuB/4qbIioruP0mmzZaz7FJ0SkWN9x"
    "t5S7dnVBR5z8Vny1J+yHVBJe0ya+9Uxj7jesLybTVf2ArZjNv1NpuTMdNf0HxpOwjqp4st"
    "QrhmBXQHdg4A+OiMElEayA3sQmUg6EwG9YVAj/uMunwEFO1AC4vNDTthazrKU6FIUVPWN+"
    "KDMXJRVVDfiOo2wmP2LJ/mDRH1jdxKKQibfD6FTCohMuk0i+EUZ/ipFsKxCBauwmFxrEgS"
    "qUoTSogGE5vzbGsmJxErNpcnG6uCbM0wi18jraVkHN5DVssrW8aydnmCzuoXNU/XWP366Z"
    "vV1R71lUMoUUk805YrhvAJNEG04kJkKwlLd2agIPoWMNY0snBsoVlqJrOJHddN9/+IYLVM"
    "EUZ0G+0Sroa6ny3iVdeklOhoQbiOotfRamZoMyivuQLoPf9/xoXxmT/DAWQ9fBXbp2WgnD"
    "5SuRHZb/n8bkUSPv8UIpuy+S/0FV3adf/r0sDT4L73JFeL5pdhyPqWeNRkAoo00QHlzyaP"
    "1NfZ61yjh5LXDmfIeOk4XMWHatYOMU0obw1f0X2CA7MQi/9Y/jDbgewBWPE5Ne5v4TQkn7"
    "c1Pk72HF7akRtKST+mkr5mfIy32UGDEKGKGZQ5ZuDuX4Wjf2syJd8yy9c7AoZQHrqolGPE"
    "StYnIWuHbS1pSarkXGY5r1WjbVxna+ojIqGWFNsSpFcrJuDaQ7c5GLR/70Kv+fUsj7R3c9"
    "Pqw0VXBX2k162rTluM04lmGmLUmnZN2by6at2J3vVSz4drre6w33u4bzUQoUOLLR3Cn9Ad"
    "DtpwifOIGzf8yl3zYQB0C7y0geqm3W0PvsCViUENewbX+q37h754okWcpSWfeHfX7/0pnr"
    "jgb9ozXLtqdq9anQ5c1EBOpunypmg12zxBqrP0INVZLD1MlU3cg1YdaOBJcFIDn6xUBY9E"
    "JSpkJyqEc0Lku7yFMhshVYdfmQ8/b3/eymgJkSo5l1nO7qG7hZjDlErKZZay1KS2EHKIUM"
    "m4zDL2dOMtpBwhVXIus5w922YbDSxMquRcZjlzFUpjabjFzf6HAPlWDojjSLZ2zbnXEJC1"
    "RzpoXfW618M/24P2fQPZhAtXH4qIJ7fjO+1W937YvBwIBI9bbBOPbf4feANupMvAIhPpM4"
    "Bn9lt3zXa/edlpARzIGVpkgQ1L/L5cqyniAciT/nWWnv11ppK/fswXWVV/PoC7R4TQi/E0"
    "SKJScDZijZhXJWJHpNEeq02UMQEnuKpU7dxj1M5dMzZXwRSIW+xaMAXmON1TNLsciCwotR"
    "uD7mCOKjGoEP5vzUtIs+CGNElQ6Dx29ii5Z/yfzUz9GpysGi/53wWhkmsWJMAlQ/xJh0yG"
    "ZLIZNnk/IyJbhpsSCwbNvSEfRhghdQFqtNgKUIDy0md+z4s/iruGjSYGxBgRnvLfDUjIlF"
    "7jB3oOAChv+YgXCYUM1A6uSzwmv+xC2VXGTgnBgGK1xvma3izcJyhzfs5e7L5DdAu3iMbm"
    "c0J1fy/Oy/c4ZQUq3hyb/SdSIrf0+8maow5zcEJN56wiuT5JlRh65Dq59nI8N5ztnHlRWu"
    "XOK7U7z9PDtqryEyJV8Zfyy3loEZxYiSZLM4gQKsWgsGKggpw/xksmrNtibvwgyX40lpM3"
    "KAuUYwkAZg26awlg3wPT4XOdrlqSx/0XWbJxvnl+vZzuez/X96QWa17nffAdzeO73ymfOr"
    "wKsxyF3jLN4Swcmt7YHCXIYKxXZQcxC2G0wJbTQP9aYupAhRyZfiy6kYjKPCHHXFI5sj3M"
    "qDx75fLsPfGfFWdrPjCPR1tmH1/ta6//R0OsWEjh6d83xJqNLu48UJs8NcrSS5RdqCZiGW"
    "lMeSoY8VEZiUyxKkbeppSgqRPNmGMzmc1BsqiWLuneuvQnyPYMLl+3rtq3zc6bs3f195F8"
    "G39xv4vy+DSaX1XOr6d6Ce3JL71WrAopF1EyhdvaiNvKwCAUBhkVgSCUjMt5TZXoCitTpa"
    "gm4Vv4rJZg0rh36lm2DF6P2WTDpHNVWRHlsiJSs8bT1dn0tPEqaLTnHz7k0Gj5qIy2LB+i"
    "2ha8VAU47A6vIHfP3r3LYy+8e5duL7yL6bL8iU5ib6F/DHrdlISHNUnUVDA0B/0vMg37FL"
    "XaDOYCM7LjKtEQSj3sn4cJLl+7WPff/wdjp0k1"
)
