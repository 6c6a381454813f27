-- A small ledger, written by hand: three outlets, one of them twice, on a strike that is told, told otherwise and denied;
-- talks; and a second round that is only planned. What follows from the records is written by hand, too, so that what
-- asking gives depends on asking alone.

INSERT INTO document (doc, page, revision, current, digest, id, url, title, publisher, language, published, published_from,
    text, n_records) VALUES
 (1, 'https://wire.example/1', 1, 0, '', 'wire-1', 'https://wire.example/1', 'Strike on depot', 'Wire', 'en', 19875, 'field',
  'Twelve people died when drones struck a depot in Sumy.', 1),
 (2, 'https://wire.example/1', 2, 1, '', 'wire-1', 'https://wire.example/1', 'Strike on depot kills 12', 'Wire', 'en', 19875,
  'field', 'Drones struck a depot in Sumy, killing 12, the governor said.

Moscow denied it.', 2),
 (3, 'https://gazette.example/a', 1, 1, '', 'gazette-a', 'https://gazette.example/a', 'Dozens dead in Sumy, ministry says',
  'Gazette, "The"', 'en', 19876, 'field', 'At least 24 people were killed in a strike on Sumy, the ministry said.', 1),
 (4, 'https://copy.example/b', 1, 1, '', 'copy-b', 'https://copy.example/b', '=Strike on depot kills 12', 'Mirror', 'en', 19876,
  'field', 'Drones struck a depot in Sumy, killing 12, the governor said.', 1),
 (5, 'talks-c', 1, 1, '', 'talks-c', NULL, 'Delegations meet in Istanbul', NULL, 'en', 19890, 'dateline',
  'Delegations met in Istanbul. They will meet again on June 20.', 2);

INSERT INTO record (rec, doc, n, id, current, event, mode, modes, contexts, cameo, status, event_text, first_day, last_day,
    date_resolution, place, country, province, lat, lon, radius_km, place_resolution, sentence, trigger_start, trigger_end,
    confidence, published) VALUES
 (1, 1, 0, '00000000000000a1', 1, 'ASSAULT', 'drone', '["drone"]', '["military"]', '195', 'actual', 'struck', NULL, NULL,
  NULL, 'Sumy', 'UKR', 'Sumy', 50.9216, 34.8003, 10, 'city', 0, 30, 36, 0.9, 19875),
 (2, 2, 0, '00000000000000a2', 1, 'ASSAULT', 'drone', '["drone"]', '["military"]', '195', 'actual', 'struck', 19874, 19874,
  'day', 'Sumy', 'UKR', 'Sumy', 50.9216, 34.8003, 10, 'city', 0, 7, 13, 0.93, 19875),
 (3, 2, 1, '00000000000000a3', 1, 'ASSAULT', 'drone', '["drone"]', '[]', '195', 'actual', 'it', 19874, 19874, 'day', 'Sumy',
  'UKR', 'Sumy', 50.9216, 34.8003, 10, 'city', 1, 77, 79, 0.61, 19875),
 (4, 3, 0, '00000000000000a4', 1, 'ASSAULT', '', '[]', '[]', '190', 'actual', 'strike', 19874, 19875, 'range', 'Sumy', 'UKR',
  'Sumy', 50.9216, 34.8003, 10, 'city', 0, 41, 47, 0.88, 19876),
 (5, 4, 0, '00000000000000a5', 1, 'ASSAULT', 'drone', '["drone"]', '["military"]', '195', 'actual', 'struck', 19874, 19874,
  'day', 'Sumy', 'UKR', 'Sumy', 50.9216, 34.8003, 10, 'city', 0, 7, 13, 0.93, 19876),
 (6, 5, 0, '00000000000000a6', 1, 'CONSULT', 'third-party', '["third-party"]', '["diplomatic"]', '036', 'actual', 'met', 19890,
  19890, 'day', 'Istanbul', 'TUR', 'Istanbul', 41.0138, 28.9497, 10, 'city', 0, 12, 15, 0.97, 19890),
 (7, 5, 1, '00000000000000a7', 1, 'CONSULT', '', '[]', '["diplomatic"]', '036', 'future', 'meet', 19894, 19894, 'day', NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, 1, 39, 43, 0.8, 19890);

INSERT INTO record_json (rec, json)
SELECT r.rec, json_object('id', r.id,
  'document', json_object('id', d.id, 'url', d.url, 'title', d.title, 'publisher', d.publisher, 'language', d.language,
    'published', date(d.published * 86400, 'unixepoch'), 'published_from', d.published_from),
  'event', r.event, 'mode', json(r.modes), 'context', json(r.contexts),
  'quad', iif(r.event = 'ASSAULT', 'MATERIAL CONFLICT', 'VERBAL COOPERATION'), 'cameo', r.cameo, 'event_text', r.event_text,
  'status', r.status,
  'actor', json(iif(r.event = 'ASSAULT', iif(r.rec = 4, '[]', '[{"text": "Drones", "name": "Russian Armed Forces",'
    || ' "country": "RUS", "sector": ["MIL"], "role": null, "start": 0, "end": 6}]'),
    '[{"text": "Delegations", "name": null, "country": "RUS", "sector": ["GOV"], "role": null, "start": 0, "end": 11},'
    || ' {"text": "Delegations", "name": null, "country": "UKR", "sector": ["GOV"], "role": null, "start": 0, "end": 11}]')),
  'recipient', json('[]'), 'date', NULL,
  'place', iif(r.place IS NULL, NULL, json_object('text', r.place, 'name', r.place, 'country', r.country, 'province',
    r.province, 'lat', r.lat, 'lon', r.lon, 'geonameid', NULL, 'resolution', r.place_resolution)),
  'topic', NULL, 'quantity', json('[]'), 'attribution', json('[]'),
  'evidence', json_object('sentence', r.sentence, 'start', iif(r.rec = 3, 63, iif(r.rec = 7, 29, 0)),
    'end', iif(r.rec = 7, 61, iif(r.rec = 6, 28, iif(r.rec = 3, 80, iif(r.rec = 4, 70, 61)))),
    'trigger_start', r.trigger_start, 'trigger_end', r.trigger_end,
    'text', CASE r.rec WHEN 3 THEN 'Moscow denied it.' WHEN 4 THEN d.text WHEN 6 THEN 'Delegations met in Istanbul.'
      WHEN 7 THEN 'They will meet again on June 20.'
      ELSE 'Drones struck a depot in Sumy, killing 12, the governor said.' END),
  'confidence', r.confidence)
FROM record r JOIN document d USING (doc);

INSERT INTO party (rec, side, n, text, name, country, sector, sectors, role, day) SELECT rec, 'actor', 0, 'Drones', 'Russian Armed Forces', 'RUS', 'MIL', '["MIL"]', NULL, day FROM record
    WHERE event = 'ASSAULT' AND rec <> 4;
INSERT INTO party (rec, side, n, text, name, country, sector, sectors, role, day) SELECT rec, 'actor', 0, 'Delegations', NULL, 'RUS', 'GOV', '["GOV"]', NULL, day FROM record WHERE doc = 5;
INSERT INTO party (rec, side, n, text, name, country, sector, sectors, role, day) SELECT rec, 'actor', 1, 'Delegations', NULL, 'UKR', 'GOV', '["GOV"]', NULL, day FROM record WHERE doc = 5;
INSERT INTO number (rec, n, what, low, high, unit, text, country, sector) VALUES (1, 0, 'dead', 12, 12, 'person', 'Twelve', NULL, NULL), (2, 0, 'dead', 12, 12, 'person', '12', NULL,
    NULL), (4, 0, 'dead', 24, NULL, 'person', 'At least 24', NULL, NULL), (5, 0, 'dead', 12, 12, 'person', '12', NULL, NULL);

INSERT INTO source VALUES
 (1, 'named|UKR|GOV|governor', 'the governor', 'named', 'UKR', 'GOV'), (2, 'named|||moscow', 'Moscow', 'named', 'RUS', 'GOV'),
 (3, 'named|UKR|MIL|ministry', 'the ministry', 'named', 'UKR', 'MIL'), (4, 'media|||wire', 'Wire', 'media', NULL, NULL),
 (5, 'document|||talks-c', 'talks-c', 'document', NULL, NULL);
INSERT INTO claim (rec, n, source, text, cue, stance, via, day) SELECT rec, 0, 1, 'the governor', 'said', 'asserts', 0, day FROM record WHERE rec IN (2, 5);
INSERT INTO claim (rec, n, source, text, cue, stance, via, day) SELECT rec, 0, 4, '', NULL, 'asserts', 0, day FROM record WHERE rec = 1;
INSERT INTO claim (rec, n, source, text, cue, stance, via, day) SELECT rec, 0, 2, 'Moscow', 'denied', 'denies', 0, day FROM record WHERE rec = 3;
INSERT INTO claim (rec, n, source, text, cue, stance, via, day) SELECT rec, 0, 3, 'the ministry', 'said', 'asserts', 0, day FROM record WHERE rec = 4;
INSERT INTO claim (rec, n, source, text, cue, stance, via, day) SELECT rec, 0, 5, '', NULL, 'asserts', 0, day FROM record WHERE doc = 5;

INSERT INTO record_words (rowid, evidence, names)
SELECT rec, json_extract(json, '$.evidence.text'), coalesce(place, '') FROM record_json JOIN record USING (rec);
INSERT INTO document_words (rowid, title, text) SELECT doc, title, text FROM document;
INSERT INTO record_box SELECT rec, lat - 0.1, lat + 0.1, lon - 0.1, lon + 0.1 FROM record WHERE lat IS NOT NULL;
INSERT INTO family VALUES (2, 2), (3, 3), (4, 2), (5, 5);

INSERT INTO incident (incident, id, event, mode, status, sentence, first_day, last_day, place, country, province, lat, lon,
    radius_km, place_resolution, n_records, n_documents, n_families, n_sources, n_sides, n_confirm, n_deny, first_report,
    last_report, min_dead, best_dead, changed) VALUES
 (1, '00000000000000a2', 'ASSAULT', 'drone', 'disputed', 'Russian drones struck a depot in Sumy', 19874, 19874, 'Sumy', 'UKR',
  'Sumy', 50.9216, 34.8003, 10, 'city', 4, 3, 2, 3, 2, 2, 1, 19875, 19876, 12, 12, 1),
 (2, '00000000000000a6', 'CONSULT', 'third-party', 'actual', 'Russia and Ukraine met in Istanbul', 19890, 19890, 'Istanbul',
  'TUR', 'Istanbul', 41.0138, 28.9497, 10, 'city', 1, 1, 1, 1, 1, 1, 0, 19890, 19890, NULL, NULL, 2),
 (3, '00000000000000a7', 'CONSULT', '', 'future', 'Russia and Ukraine are to meet', 19894, 19894, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, 1, 1, 1, 1, 1, 1, 0, 19890, 19890, NULL, NULL, 3);
INSERT INTO incident_record VALUES (2, 1), (3, 1), (4, 1), (5, 1), (6, 2), (7, 3);
INSERT INTO incident_party VALUES (1, 'actor', 0, 'Russian Armed Forces', 'RUS', 'MIL', 3),
 (2, 'actor', 0, NULL, 'RUS', 'GOV', 1), (2, 'actor', 1, NULL, 'UKR', 'GOV', 1), (3, 'actor', 0, NULL, 'RUS', 'GOV', 1),
 (3, 'actor', 1, NULL, 'UKR', 'GOV', 1);
INSERT INTO incident_number VALUES (1, 'dead', '', 'person', 12, 12, 24, 2);
INSERT INTO incident_box SELECT incident, lat - 0.1, lat + 0.1, lon - 0.1, lon + 0.1 FROM incident WHERE lat IS NOT NULL;
INSERT INTO incident_source VALUES (1, 1, 2, 0, 1, 1, 0), (1, 2, 1, 1, 0, 1, 0), (1, 3, 1, 0, 1, 1, 0), (2, 5, 1, 0, 0, 0, 1),
 (3, 5, 1, 0, 0, 0, 1);
INSERT INTO link VALUES (2, 4, 3.25, '{"place": 2.5, "days": 1.25, "numbers": -0.5}');
INSERT INTO correction VALUES (1, 'same', '00000000000000a2', '00000000000000a4', NULL, NULL, 'an editor', 'one strike');
INSERT INTO track (track, id, kind, key, name, state, parties, details, disputed, first_day, last_day, digest, changed) VALUES
 (1, 'c0000000000000a6', 'negotiation', 'RUS UKR', 'Russia and Ukraine: talks in Istanbul', 'planned',
  '[{"country": "RUS", "name": "Russia"}, {"country": "UKR", "name": "Ukraine"}]',
  '{"venues": ["Istanbul"], "rounds": 1, "hosts": ["TUR"], "next": {"state": "set", "day": "2024-06-20"}}', 0, 19890, 19894,
  0, 4);
INSERT INTO track_party VALUES (1, 'RUS', 'Russia'), (1, 'UKR', 'Ukraine');
INSERT INTO track_step VALUES (1, 0, 'held', 19890, 19891, 2, 'Russia and Ukraine met in Istanbul', '{"round": 1, "length": {"low": 2, "high": 2, "unit": "hour"}, "outcome": [{"result": "not agreed", "on": "a truce"}]}', 0),
 (1, 1, 'planned', 19894, 19894, 3, 'Russia and Ukraine are to meet', '{"round": 2}', 0);
INSERT INTO track_record VALUES (1, 0, 6), (1, 1, 7);
UPDATE record SET current = 0 WHERE doc = 1;
UPDATE counter SET value = 4 WHERE name = 'changed';
UPDATE counter SET value = 4 WHERE name = 'tallied';
