CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, avatar TEXT NOT NULL, colour TEXT NOT NULL,
  unionid TEXT NOT NULL UNIQUE, created_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS person_app (
  person_id TEXT NOT NULL REFERENCES person, appid TEXT NOT NULL, openid TEXT NOT NULL UNIQUE,
  session_key TEXT, seen_at REAL,
  PRIMARY KEY (person_id, appid)
);

CREATE TABLE IF NOT EXISTS chat (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('single', 'group')), title TEXT NOT NULL,
  opengid TEXT UNIQUE, created_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS chat_member (
  chat_id TEXT NOT NULL REFERENCES chat, person_id TEXT NOT NULL REFERENCES person,
  PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE IF NOT EXISTS message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id TEXT NOT NULL REFERENCES chat,
  from_person TEXT NOT NULL REFERENCES person, kind TEXT NOT NULL CHECK (kind IN ('card', 'text')),
  payload TEXT NOT NULL, sent_at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS login_code (
  code TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person, appid TEXT NOT NULL,
  expires_at REAL NOT NULL, used_at REAL
);
CREATE TABLE IF NOT EXISTS oauth_code (
  code TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person, appid TEXT NOT NULL, scope TEXT NOT NULL,
  expires_at REAL NOT NULL, used_at REAL
);
CREATE TABLE IF NOT EXISTS oauth_token (
  access_token TEXT PRIMARY KEY, refresh_token TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person,
  appid TEXT NOT NULL, scope TEXT NOT NULL, expires_at REAL NOT NULL, refresh_until REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS access_token (
  token TEXT PRIMARY KEY, appid TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('legacy', 'stable')),
  issued_at REAL NOT NULL, expires_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS ticket (appid TEXT PRIMARY KEY, ticket TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS mini_code (
  id TEXT PRIMARY KEY, appid TEXT NOT NULL, scene TEXT NOT NULL, page TEXT NOT NULL, env_version TEXT NOT NULL,
  created_at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS request_nonce (nonce TEXT PRIMARY KEY, seen_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS pay_order (
  out_trade_no TEXT PRIMARY KEY, body TEXT NOT NULL, appid TEXT NOT NULL, openid TEXT NOT NULL,
  description TEXT NOT NULL, attach TEXT, total INTEGER NOT NULL CHECK (total > 0), notify_url TEXT NOT NULL,
  created_at REAL NOT NULL, expires_at REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED')),
  transaction_id TEXT UNIQUE, paid_at REAL
);
CREATE TABLE IF NOT EXISTS prepay (
  prepay_id TEXT PRIMARY KEY, out_trade_no TEXT NOT NULL REFERENCES pay_order, created_at REAL NOT NULL,
  expires_at REAL NOT NULL, shown_to TEXT REFERENCES person, declined_at REAL
);
CREATE TABLE IF NOT EXISTS refund (
  out_refund_no TEXT PRIMARY KEY, refund_id TEXT NOT NULL UNIQUE, out_trade_no TEXT NOT NULL REFERENCES pay_order,
  body TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), notify_url TEXT,
  status TEXT NOT NULL CHECK (status IN ('PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL')),
  outcome TEXT NOT NULL, created_at REAL NOT NULL, settle_at REAL NOT NULL, settled_at REAL
);
CREATE TABLE IF NOT EXISTS notification (
  id TEXT PRIMARY KEY, event_type TEXT NOT NULL, original_type TEXT NOT NULL, summary TEXT NOT NULL,
  url TEXT NOT NULL, resource TEXT NOT NULL, about TEXT NOT NULL, created_at REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'given_up', 'lost')),
  next_at REAL, tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS notification_due ON notification (next_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT, notification_id TEXT NOT NULL REFERENCES notification,
  at REAL NOT NULL, kind TEXT NOT NULL, status INTEGER, outcome TEXT NOT NULL, seconds REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS fault (
  id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER,
  options TEXT NOT NULL
);
