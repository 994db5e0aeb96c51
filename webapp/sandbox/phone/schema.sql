CREATE TABLE IF NOT EXISTS phone_read (
  person_id TEXT NOT NULL, chat_id TEXT NOT NULL, message_id INTEGER NOT NULL, PRIMARY KEY (person_id, chat_id)
);
CREATE TABLE IF NOT EXISTS phone_cookie (
  person_id TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL, expires_at REAL,
  PRIMARY KEY (person_id, name, path)
);
CREATE TABLE IF NOT EXISTS phone_keeper (person_id TEXT PRIMARY KEY, shop_name TEXT, asked_at REAL NOT NULL);
