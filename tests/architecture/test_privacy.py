"""Every column that may hold personal data says why it is kept and for how long."""

from webapp.domain.tables import metadata

SUSPICIOUS = ("openid", "unionid", "phone", "nickname", "address", "recipient", "avatar", "session_key", "visitor_id")


def test_every_personal_column_names_its_purpose_and_lifetime() -> None:
    unnamed = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in SUSPICIOUS and "personal" not in column.info
    ]
    assert unnamed == []
