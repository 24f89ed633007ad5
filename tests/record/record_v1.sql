-- A record file as the first version made it: no decisions. One article, one finding, one failure.
PRAGMA application_id = 1129270609;
PRAGMA user_version = 1;
CREATE TABLE meta ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key")) STRICT;
CREATE TABLE articles (seq INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, title TEXT, url TEXT,
  publisher TEXT, published TEXT, published_basis TEXT, language TEXT NOT NULL, origin TEXT NOT NULL, meta TEXT,
  reader TEXT NOT NULL, is_read INTEGER NOT NULL, PRIMARY KEY (seq), UNIQUE (id)) STRICT;
CREATE TABLE failures (seq INTEGER NOT NULL, origin TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
  hint TEXT NOT NULL, article TEXT, PRIMARY KEY (seq), UNIQUE (origin, kind, reason)) STRICT;
CREATE INDEX failures_by_article ON failures (article);
CREATE TABLE findings (article INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  first_day TEXT, last_day TEXT, body TEXT NOT NULL, PRIMARY KEY (article, place),
  FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE) WITHOUT ROWID, STRICT;
CREATE INDEX findings_by_day ON findings (first_day) WHERE first_day IS NOT NULL;
CREATE TABLE article_parties (party TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (party, article),
  FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE) WITHOUT ROWID, STRICT;
CREATE INDEX article_parties_by_article ON article_parties (article);
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='seq',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
  INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END;
CREATE TRIGGER articles_gone AFTER DELETE ON articles BEGIN
  INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text); END;
CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN
  INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
  INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END;
INSERT INTO meta VALUES ('schema_version', '1');
INSERT INTO articles VALUES (1, 'old', 'Envoys of Chad and Sudan met in Geneva.', NULL, NULL, 'The Lake Post',
  '2025-03-05', 'given', 'en', 'old.txt', NULL, '1', 1);
INSERT INTO findings VALUES (1, 0, 'contacts', 'c1', NULL, NULL,
  '{"evidence":["Envoys of Chad and Sudan met in Geneva."],"spans":[[0,39]],"kind":"meeting","parties":["SDN","TCD"]}');
INSERT INTO article_parties VALUES ('SDN', 1), ('TCD', 1);
INSERT INTO failures VALUES (1, 'x.txt', 'empty', 'the file is empty', 'remove it', NULL);
