-- The views of the database that `chitieu export --to sqlite` and `chitieu run --sqlite` write: the usual questions.

-- One row a series: how long it is, and its latest value that is no forecast.
CREATE VIEW series_list AS
SELECT s.series_id, s.indicator, s.name, i.name_en, s.scope, s.breakdown, s.unit, s.nature, n.first, n.last, n.n AS "values", s.value AS latest_value, s.status AS latest_status, s.source
FROM (SELECT series_id, min(period) AS first, max(period) AS last, count(*) AS n FROM series WHERE status <> 'forecast' GROUP BY series_id) AS n
JOIN series AS s ON s.series_id = n.series_id AND s.period = n.last
LEFT JOIN indicators AS i ON i.id = s.indicator;

-- Each value with its change on the year before, where both years are known; growth for amounts only.
CREATE VIEW growth AS
SELECT series_id, indicator, name, scope, breakdown, unit, period, value, value - before AS change,
       CASE WHEN nature = 'level' AND before > 0 THEN 100.0 * (value / before - 1) END AS growth_percent, status, source
FROM (SELECT s.*, CASE WHEN lag(period) OVER w = period - 1 THEN lag(value) OVER w END AS before FROM series AS s WINDOW w AS (PARTITION BY series_id ORDER BY period));

-- Values and projections of a series one after the other.
CREATE VIEW outlook AS
SELECT series_id, indicator, scope, breakdown, unit, period, value, NULL AS lo80, NULL AS hi80, status AS kind FROM series
UNION ALL
SELECT series_id, indicator, scope, breakdown, unit, period, median, lo80, hi80, 'projection' FROM projections;

-- Every target with where it stands.
CREATE VIEW standing AS
SELECT t.target_id, t.indicator, t.name, i.name_en, t.scope, t.breakdown, t.qualifier, t.low, t.high, t.unit, t.measure, t.aggregation, t.period_start, t.period_end,
       a.latest_year, a.latest_value, a.share_done, a.projected, a.projected_lo80, a.projected_hi80, a.probability, a.verdict, a.reason,
       t.plan, t.place, p.record, t.source, a.series_id
FROM targets AS t
LEFT JOIN assessment AS a USING (target_id)
LEFT JOIN plans AS p ON p.plan = t.plan
LEFT JOIN indicators AS i ON i.id = t.indicator;

-- The targets of the plan of record, in the order of its list.
CREATE VIEW scoreboard AS
SELECT * FROM standing WHERE record = 'yes' AND place IS NOT NULL ORDER BY plan, place;

-- The figures that state a target: one row a place of its source, with the words.
CREATE VIEW statements AS
SELECT t.target_id, o.observation_id, o.document, o.page, o.line_start, o.quote, o.value_low, o.value_high, o.unit, o.confidence, o.review
FROM targets AS t
JOIN observations AS o ON o.indicator = t.indicator AND o.kind = 'target' AND instr('; ' || t.source || ';', '; ' || o.document || ':' || o.line_start || ';') > 0;

-- What a person must look at first.
CREATE VIEW to_check AS
SELECT * FROM findings WHERE severity IN ('check', 'error') ORDER BY rank;
