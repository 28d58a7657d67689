-- What a ledger shows, as tables to be read; each has its index for searching in any spelling beside it.
-- Texts are verbatim; the indices hold folded words and their stems, and no text.
CREATE TABLE articles (
  article_id TEXT PRIMARY KEY, article_key TEXT, publisher TEXT, published TEXT, title TEXT, url TEXT,
  characters INTEGER, attributions INTEGER, origin TEXT, also_as TEXT, text TEXT
);
CREATE TABLE speakers (
  speaker_id TEXT PRIMARY KEY, speaker TEXT, kind TEXT, aliases TEXT, attributions INTEGER, articles INTEGER,
  publishers TEXT
);
CREATE TABLE attributions (
  attribution_id TEXT PRIMARY KEY, speaker TEXT, cue TEXT, stance TEXT, type TEXT, content TEXT, outlet TEXT,
  publisher TEXT, published TEXT, title TEXT, speaker_text TEXT, confidence REAL,
  speaker_id TEXT REFERENCES speakers(speaker_id), article_id TEXT REFERENCES articles(article_id)
);
CREATE TABLE claims (
  claim_id TEXT PRIMARY KEY, claim TEXT, contested INTEGER, reason TEXT, why TEXT, positions INTEGER,
  speakers INTEGER, publishers INTEGER
);
CREATE TABLE positions (
  claim_id TEXT REFERENCES claims(claim_id), position TEXT, speaker TEXT, words TEXT, cue TEXT, outlet TEXT,
  publisher TEXT, published TEXT, title TEXT, url TEXT, speaker_id TEXT REFERENCES speakers(speaker_id),
  attribution_id TEXT REFERENCES attributions(attribution_id),
  article_id TEXT REFERENCES articles(article_id)
);
CREATE INDEX positions_claim ON positions(claim_id);
CREATE INDEX positions_speaker ON positions(speaker_id);
CREATE INDEX attributions_speaker ON attributions(speaker_id);
CREATE INDEX attributions_article ON attributions(article_id);
CREATE VIRTUAL TABLE articles_search USING fts5(words, content='');
CREATE VIRTUAL TABLE speakers_search USING fts5(words, content='');
CREATE VIRTUAL TABLE attributions_search USING fts5(words, content='');
CREATE VIRTUAL TABLE claims_search USING fts5(words, content='');
CREATE VIRTUAL TABLE positions_search USING fts5(words, content='');
