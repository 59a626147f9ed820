"""Other people's tables of holders: what is told about them, and what may be added to ours."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.content import Library
from app.content.exporting import as_popolo, as_table
from app.content.importing import Diff, Sheet, append_holders, diff_with, read_sheet
from app.content.importing.appending import with_new_holders
from app.domain.office import Holder
from app.domain.text import bare_letters
from tests.builders import RECIPIENTS_YAML, an_office
from tests.conftest import PROJECT, TODAY

IMPORTS = Path(__file__).parent / "imports"
SNAPSHOT = datetime.date(2022, 8, 3)
ANN = {"name": "Ann Ager", "from": "2010-01-01", "until": "2014-01-01", "source": "a page (Q1)"}
BEN = {
    "name": "Bén O’Bell",
    "names": {"fr": "Benoît Cloche"},
    "from": "2014-01-01",
    "until": "2020-01-01",
    "source": "a page",
}


def sheet_of(text: str, folder: Path, name: str = "table.csv") -> Sheet:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    sheet = read_sheet(path)
    assert isinstance(sheet, Sheet), sheet
    return sheet


def diff_of(rows: str, folder: Path, **changes: Any) -> Diff:
    """What a table of a harbour master's terms says beside ours: Ann until 2014, then Ben until 2020."""
    office = an_office(**{"holders": (ANN, BEN), **changes})
    text = "position,person,personID,start,end,gender\n" + rows
    return diff_with(sheet_of(text, folder), {office.id: office}, SNAPSHOT)


def told(diff: Diff) -> list[str]:
    return [f"{problem.severity}: {problem}" for problem in diff.problems]


def statuses(diff: Diff) -> list[tuple[str, str]]:
    return [(one.status, one.person) for compared in diff.comparisons.values() for one in compared]


def test_a_table_of_turkish_ministers_has_these_faults_and_no_others(library: Library) -> None:
    sheet = read_sheet(IMPORTS / "turkey.csv")
    assert isinstance(sheet, Sheet)

    diff = diff_with(sheet, library.offices, SNAPSHOT)

    assert told(diff) == [
        "warning: turkey.csv:3: Before Efkan Ala (2015-11-24 to 2016-08-31) nobody is named for 4859 days, since 2002-08-05. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
        "error: turkey.csv:4: The term of Süleyman Soylu (2016-05-24 to 2018-07-09) overlaps that of Efkan Ala in line 3 (2015-11-24 to 2016-08-31). One person holds an office at a time: correct the dates, or take one of the rows out. [import-overlap]",
        "error: turkey.csv:5: The term of Süleyman Soylu (2016-08-31 to 2018-07-10) overlaps that of Süleyman Soylu in line 4 (2016-05-24 to 2018-07-09). One person holds an office at a time: correct the dates, or take one of the rows out. [import-overlap]",
        "warning: turkey.csv:6: The term of Süleyman Soylu has no end: taken as in office on 2022-08-03, when the file was made. Look for a newer source before you rely on it. [import-open-end]",
    ]
    assert statuses(diff)[:5] == [
        ("new", "Rüştü Kazım Yücelen"),
        ("same", "Efkan Ala"),
        ("differs", "Süleyman Soylu"),
        ("differs", "Süleyman Soylu"),
        ("differs", "Süleyman Soylu"),
    ]
    assert [holder.name for holder in diff.new["tr-minister-interior"]] == ["Rüştü Kazım Yücelen"]


MALIKI = (
    "The term of Nouri al-Maliki begins on 2007-05-20 here and on 2006-05-20 in recipients.yaml, about a year apart. "
    "Ours is kept. Compare its source: Wikidata (Q57673) by way of every-politician-scrapers/iraq-ministers, "
    "2 August 2022, whose first year is wrong; cabinet list of 22 May 2006, archive.globalpolicy.org. [import-differs]"
)


def test_a_first_day_that_is_a_year_off_and_a_missing_column_are_told(library: Library) -> None:
    sheet = read_sheet(IMPORTS / "iraq.csv")
    assert isinstance(sheet, Sheet)

    diff = diff_with(sheet, library.offices, SNAPSHOT)

    assert told(diff) == [
        "warning: iraq.csv: The file says nobody’s gender. New holders come without: letters then use the form that fits everybody. Add it where a source states it. [import-no-gender]",
        f"error: iraq.csv:3: {MALIKI}",
        "warning: iraq.csv:3: Before NOURI AL-MALIKI (2007-05-20 to 2014-09-08) nobody is named for 365 days, since 2006-05-20. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
    ]
    assert statuses(diff) == [
        ("new", "Ibrahim al-Jaafari"),
        ("differs", "Nouri al-Maliki"),
        ("same", "Haider al-Abadi"),
        ("ours only", "Adil Abdul-Mahdi"),
        ("ours only", "Mustafa al-Kadhimi"),
        ("ours only", "Mohammed Shia’ al-Sudani"),
    ]
    assert diff.new["iq-prime-minister"][0].gender is None


def test_a_popolo_file_has_the_same_faults_told_by_membership(library: Library) -> None:
    sheet = read_sheet(IMPORTS / "iraq.json")
    assert isinstance(sheet, Sheet)
    assert sheet.snapshot == datetime.date(2022, 8, 2)

    diff = diff_with(sheet, library.offices, sheet.snapshot)

    assert told(diff) == [
        "warning: iraq.json: The file says nobody’s gender. New holders come without: letters then use the form that fits everybody. Add it where a source states it. [import-no-gender]",
        f"error: iraq.json, membership 2: {MALIKI}",
        "warning: iraq.json, membership 2: Before Nouri al-Maliki (2007-05-20 to 2014-09-08) nobody is named for 365 days, since 2006-05-20. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
        "error: iraq.json, membership 3: The term of Haider Al-Abadi (2014-08-01 to 2014-08-31) overlaps that of Nouri al-Maliki in membership 2 (2007-05-20 to 2014-09-08). One person holds an office at a time: correct the dates, or take one of the rows out. [import-overlap]",
        "error: iraq.json, membership 3: The term of Haider Al-Abadi (2014-08-01 to 2014-08-31) overlaps that of Nouri al-Maliki in recipients.yaml (2006-05-20 to 2014-09-08). Ours is kept. Find out who held the office, and correct the one that is wrong. [import-overlap]",
        "warning: iraq.json, membership 4: Before Mustafa Al-Kadhimi (since 2020-05-07, in office on 2022-08-02) nobody is named for 2068 days, since 2014-09-08. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
        "warning: iraq.json, membership 4: The term of Mustafa Al-Kadhimi has no end: taken as in office on 2022-08-02, when the file was made. Look for a newer source before you rely on it. [import-open-end]",
        "error: iraq.json, membership 5: The row names nobody. Add the name, or take the row out. [import-no-name]",
        "error: iraq.json, membership 6: No office has the title «Minister of Trade». Say with --office which one it is, or leave out its rows. [import-position]",
    ]
    assert [holder.name for holder in diff.new["iq-prime-minister"]] == ["Ibrahim al-Jaafari"]


@pytest.mark.parametrize("name", ["ours.csv", "ours.json"])
def test_our_own_export_comes_back_as_the_same(name: str, library: Library, tmp_path: Path) -> None:
    offices = library.offices.values()
    text = as_table(offices) if name.endswith("csv") else as_popolo(offices, TODAY)

    diff = diff_with(sheet_of(text, tmp_path, name), library.offices, TODAY)

    assert {status for status, _ in statuses(diff)} == {"same"}
    assert len(statuses(diff)) == sum(len(office.holders) for office in offices)
    assert diff.new == {}
    assert {problem.code for problem in diff.problems} == {"import-gap", "import-open-end"}


ROWS = [
    pytest.param(
        "Harbour Master,Cat,,20/05/2020,2021-13-40,\n",
        [
            "error: table.csv:2: «20/05/2020» is not a date. Write a year, a month or a day: 2006, 2006-05 or 2006-05-20. [import-date]",
            "error: table.csv:2: «2021-13-40» is not a date. Write a year, a month or a day: 2006, 2006-05 or 2006-05-20. [import-date]",
        ],
        id="unreadable dates",
    ),
    pytest.param(
        "Harbour Master,Ann Ager,Q1,2014-01-01,2010-01-01,\n",
        [
            "error: table.csv:2: The term of Ann Ager ends on 2010-01-01, before it begins on 2014-01-01. Correct one of the two dates. [import-backwards]",
        ],
        id="end before start",
    ),
    pytest.param(
        "Harbour Master,,Q7,2001,2002,\n",
        ["error: table.csv:2: The row names nobody (Q7). Add the name, or take the row out. [import-no-name]"],
        id="no name",
    ),
    pytest.param(
        "Harbour Master,Ann Ager,Q1,2010-01-01,2014-01-01,\n" * 2,
        [
            "warning: table.csv:3: This is line 2 again: Ann Ager, 2010-01-01 to 2014-01-01. Take one of the two out. [import-duplicate]",
        ],
        id="duplicate",
    ),
    pytest.param(
        "Harbour Master,Ann Ager,Q1,2010-01-01,2014-01-01,\nHarbour Master,Cat,,2023-01-01,,\n",
        [
            "warning: table.csv:3: Before Cat (since 2023-01-01, in office on 2022-08-03) nobody is named for 3287 days, since 2014-01-01. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
            "error: table.csv:3: The term of Cat begins on 2023-01-01, after the file was made on 2022-08-03. Give the day on which the file was made with --snapshot. [import-snapshot]",
        ],
        id="begins after the snapshot",
    ),
    pytest.param(
        "Harbour Master,Ann Ager,Q1,2010-01-01,2015-01-01,\n",
        [
            "error: table.csv:2: The term of Ann Ager ends on 2015-01-01 here and on 2014-01-01 in recipients.yaml, about a year apart. Ours is kept. Compare its source: a page (Q1). [import-differs]",
        ],
        id="end off by a year",
    ),
    pytest.param(
        "Harbour Master,Ann Ager,Q1,2010-01-01,2014-01-01,\nHarbour Master,Cat,,2014-02-02,2014-06-01,\n",
        [
            "warning: table.csv:3: Before Cat (2014-02-02 to 2014-06-01) nobody is named for 32 days, since 2014-01-01. See whether a row is missing; if the office stood empty, say so in the office’s note. [import-gap]",
            "error: table.csv:3: The term of Cat (2014-02-02 to 2014-06-01) overlaps that of Bén O’Bell in recipients.yaml (2014-01-01 to 2020-01-01). Ours is kept. Find out who held the office, and correct the one that is wrong. [import-overlap]",
        ],
        id="somebody else in a term of ours",
    ),
    pytest.param(
        "Harbor Master,Ann Ager,Q1,2010-01-01,2014-01-01,\n",
        [
            "error: table.csv:2: No office has the title «Harbor Master». Did you mean Harbour Master? Say with --office which one it is, or leave out its rows. [import-position]",
        ],
        id="unknown position, nearly ours",
    ),
    pytest.param(
        "Pope,Ann Ager,Q1,2010-01-01,2014-01-01,\nPope,Ben,,2014-01-01,2015-01-01,\n",
        [
            "error: table.csv:2: No office has the title «Pope». Say with --office which one it is, or leave out its rows. [import-position]",
        ],
        id="unknown position, told once",
    ),
    pytest.param(
        ",Ann Ager,Q1,2010-01-01,2014-01-01,\n",
        [
            "error: table.csv:2: The row names no position. Add a column «position», or say with --office which office all rows are about. [import-position]",
        ],
        id="no position",
    ),
    pytest.param(
        "Harbour Master,Dora Dane,,2000-01-01,2004-01-01,\n",
        [
            "error: table.csv:2: Nobody who is «Harbour Master» here is known to have been harbour-master: it may be another country’s. If it is the same office, say so with --office harbour-master. [import-other-office]",
        ],
        id="nobody in common",
    ),
]


@pytest.mark.parametrize(("rows", "faults"), ROWS)
def test_each_fault_is_told_with_its_line_and_its_remedy_and_adds_nobody(
    rows: str, faults: list[str], tmp_path: Path
) -> None:
    diff = diff_of(rows, tmp_path)

    assert told(diff) == faults
    assert diff.new == {}


def test_a_title_of_two_offices_is_not_guessed(tmp_path: Path) -> None:
    offices = {name: an_office(id=name, holders=(ANN,)) for name in ("antwerp", "ghent")}
    sheet = sheet_of("position,person,start,end,gender\nHarbour Master,Ann Ager,2010-01-01,2014-01-01,f\n", tmp_path)

    assert told(diff_with(sheet, offices, SNAPSHOT)) == [
        "error: table.csv:2: «Harbour Master» is the title of 2 offices: antwerp, ghent. Say which one with --office. [import-ambiguous]"
    ]
    assert statuses(diff_with(sheet, offices, SNAPSHOT, offices["ghent"])) == [("same", "Ann Ager")]


@pytest.mark.parametrize(
    "called",
    ["harbour-master", "Harbour Master", "HARBOUR  MASTER", "Capitaine du port", "capitaine du port"],
)
def test_a_position_is_known_by_id_and_by_a_title_in_any_language(called: str, tmp_path: Path) -> None:
    titles = {"en": {"neutral": "Harbour Master"}, "fr": {"neutral": "Capitaine du Port"}}

    diff = diff_of(f"{called},Ann Ager,,2010-01-01,2014-01-01,\n", tmp_path, title=titles)

    assert statuses(diff)[0] == ("same", "Ann Ager")


@pytest.mark.parametrize("person", ["Ben O'Bell", "BÉN OʼBELL", "Bén OBell", "Benoit Cloche", "bén  o’bell"])
def test_a_person_is_known_whatever_the_case_accents_and_apostrophes(person: str, tmp_path: Path) -> None:
    assert statuses(diff_of(f"harbour-master,{person},,2014-01-01,2020-01-01,\n", tmp_path))[0][0] == "same"


@pytest.mark.parametrize("item", ["Q1", "http://www.wikidata.org/entity/Q1"])
def test_a_person_is_known_by_the_item_in_wikidata_though_the_name_is_another(item: str, tmp_path: Path) -> None:
    assert statuses(diff_of(f"harbour-master,Anna,{item},2010-01-01,2014-01-01,\n", tmp_path))[0] == (
        "same",
        "Ann Ager",
    )


@pytest.mark.parametrize(
    ("term", "status"),
    [
        ("2014-01-01,2020-01-01", "same"),
        ("2014,2020", "same"),
        (",2020-01", "same"),
        ("2014-01-01,", "differs"),
        ("2014-01-01T00:00:00Z,+2020-01-01T00:00:00Z", "same"),
        ("2014-00-00,2020-01-00", "same"),
        ("2014-01-01,unknown", "same"),
        ("2014-01-02,2020-01-01", "differs"),
        ("2014-01-01,2020-01-02", "differs"),
        ("2021-01-01,2021-06-01", "new"),
    ],
)
def test_a_term_is_the_same_if_it_says_no_other_and_nothing_finer(term: str, status: str, tmp_path: Path) -> None:
    diff = diff_of(f"harbour-master,Bén O’Bell,,{term},\n", tmp_path)

    assert statuses(diff)[0] == (status, "Bén O’Bell")


@pytest.mark.parametrize(
    ("until", "status"),
    [(None, "same"), ("2023-01-01", "same"), ("2022", "same"), ("2021", "differs"), ("unknown", "differs")],
)
def test_an_open_end_agrees_with_any_that_is_not_before_the_snapshot(
    until: str | None, status: str, tmp_path: Path
) -> None:
    ours = {**BEN, "until": until}

    diff = diff_of("harbour-master,Bén O’Bell,,2014-01-01,,\n", tmp_path, holders=(ours,))

    assert statuses(diff) == [(status, "Bén O’Bell")]


def test_an_end_that_we_do_not_know_agrees_if_ours_was_seen_as_late(tmp_path: Path) -> None:
    ours = {**BEN, "until": "unknown", "seen": ("2022-08-03",)}

    diff = diff_of("harbour-master,Bén O’Bell,,2014-01-01,,\n", tmp_path, holders=(ours,))

    assert [(one.status, one.ours, one.theirs) for one in diff.comparisons["harbour-master"]] == [
        ("same", "2014-01-01 to unknown, in office on 2022-08-03", "since 2014-01-01, in office on 2022-08-03")
    ]


def test_of_two_terms_of_one_person_the_nearer_is_compared(tmp_path: Path) -> None:
    again = {**ANN, "from": "2020-01-01", "until": "2021-01-01"}

    diff = diff_of("harbour-master,Ann Ager,,2020-02-01,2021-01-01,\n", tmp_path, holders=(ANN, again))

    assert [(one.status, one.ours) for one in diff.comparisons["harbour-master"]] == [
        ("differs", "2020-01-01 to 2021-01-01"),
        ("ours only", "2010-01-01 to 2014-01-01"),
    ]


def test_a_term_that_is_all_a_year_off_is_not_new(tmp_path: Path) -> None:
    short = {**ANN, "from": "2010-05-01", "until": "2010-09-01"}

    diff = diff_of("harbour-master,Ann Ager,,2011-05-01,2011-09-01,\n", tmp_path, holders=(short,))

    assert statuses(diff) == [("differs", "Ann Ager")]
    assert [problem.code for problem in diff.problems] == ["import-differs", "import-differs"]


def test_terms_that_share_the_day_of_the_handover_or_may_do_so_are_sound(tmp_path: Path) -> None:
    rows = "harbour-master,Cat,,2000,2003-05,\nharbour-master,Dan,,2003-05,2004-01-01,\nharbour-master,Eve,,2004-01-01,2009-12-31,\n"

    diff = diff_of(rows, tmp_path)

    assert told(diff) == []
    assert [holder.name for holder in diff.new["harbour-master"]] == ["Cat", "Dan", "Eve"]


def test_a_new_holder_has_the_files_name_and_day_for_a_source_and_an_open_end_is_no_more_than_seen(
    tmp_path: Path,
) -> None:
    diff = diff_of("harbour-master,Cat,Q9,2021-02-01,,Q6581072\nharbour-master,Dan,,2020-02,2021-02-01,x\n", tmp_path)

    assert diff.new["harbour-master"] == [
        Holder.model_validate(
            {
                "name": "Cat",
                "gender": "female",
                "from": "2021-02-01",
                "until": "unknown",
                "seen": ("2022-08-03",),
                "source": "Wikidata (Q9) by way of table.csv, 2022-08-03",
                "unconfirmed": "whether the term goes on after 2022-08-03",
            }
        ),
        Holder.model_validate(
            {"name": "Dan", "from": "2020-02", "until": "2021-02-01", "source": "table.csv, 2022-08-03"}
        ),
    ]


def test_whoever_follows_a_holder_of_ours_still_in_office_is_new_and_the_old_term_is_to_be_ended(
    tmp_path: Path,
) -> None:
    ours = {**BEN, "until": None}

    diff = diff_of("harbour-master,Cat,,2021-02-01,2022-02-01,\n", tmp_path, holders=(ours,))

    assert told(diff) == [
        "warning: table.csv:2: Cat (2021-02-01 to 2022-02-01) comes after Bén O’Bell, who is still in office in recipients.yaml. If that is so, add «until: 2021-02-01» to Bén O’Bell; till then letters go to the office by its title. [import-successor]"
    ]
    assert [holder.name for holder in diff.new["harbour-master"]] == ["Cat"]


def test_with_an_office_named_a_file_about_one_position_is_taken_whatever_it_calls_it(tmp_path: Path) -> None:
    office = an_office(holders=(ANN,))
    without = sheet_of("item,itemLabel,startDate,endDate,psid\nQ1,Ann Ager,2010-01-01,2014-01-01,x\n", tmp_path)
    other = sheet_of("post,name,from,to\nDock boss,Zed,2001,2002\n", tmp_path)

    assert statuses(diff_with(without, {office.id: office}, SNAPSHOT, office)) == [("same", "Ann Ager")]
    assert statuses(diff_with(other, {office.id: office}, SNAPSHOT, office))[0] == ("new", "Zed")


def test_with_an_office_named_the_rows_of_its_title_are_taken_and_the_others_left(tmp_path: Path) -> None:
    office = an_office(holders=(ANN,))
    rows = "position,person,start,end,gender\nPope,Zed,2001,2002,\nHarbour Master,Ann Ager,2010-01-01,2014-01-01,\n"

    diff = diff_with(sheet_of(rows, tmp_path), {office.id: office}, SNAPSHOT, office)

    assert (statuses(diff), told(diff)) == ([("same", "Ann Ager")], [])


def test_with_an_office_named_that_none_of_several_positions_is_called_like_nothing_is_guessed(tmp_path: Path) -> None:
    office = an_office(holders=(ANN,))
    rows = "position,person,start,end,gender\nPope,Zed,2001,2002,\nHarbor Master,Ann Ager,2010-01-01,2014-01-01,\n"

    diff = diff_with(sheet_of(rows, tmp_path), {office.id: office}, SNAPSHOT, office)

    assert (diff.comparisons, told(diff)) == (
        {},
        [
            "error: table.csv: None of the 2 positions in this file is called «Harbour Master», as harbour-master is. Did you mean Harbor Master? Leave only the rows of the right one in the file. [import-position]"
        ],
    )


SHAPES = [
    pytest.param("position,person,personID,start,end,gender,DOB\nHM,Ann,Q1,2010,2014,female,1960\n", id="holders21"),
    pytest.param("position;person;personID;start;end;gender\nHM;Ann;Q1;2010;2014;F\n", id="semicolons"),
    pytest.param("position\tperson\tpersonID\tstart\tend\tgender\nHM\tAnn\tQ1\t2010\t2014\tFemale\n", id="tabs"),
    pytest.param("wikidata_id,name,gender,position,start,end\nQ1,Ann,female,HM,2010,2014\n", id="wikidata"),
    pytest.param(
        "\ufeff\r\nwdid,Name,Gender,Role,Start Date,End Date\r\n\r\nQ1,Ann,f,HM,2010,2014\r\n", id="bom, spaces"
    ),
    pytest.param(
        '"item","personLabel","gender","positionLabel","startDate","endDate"\n"Q1","Ann","m","HM","2010","2014"\n',
        id="quotes",
    ),
]


@pytest.mark.parametrize("text", SHAPES)
def test_a_table_is_read_whatever_its_columns_are_called_and_whatever_parts_them(text: str, tmp_path: Path) -> None:
    sheet = sheet_of(text, tmp_path)

    (row,) = sheet.rows
    assert (row.position, row.person, row.wikidata, row.start, row.end) == ("HM", "Ann", "Q1", "2010", "2014")
    assert row.gender.lower() in {"female", "f", "m"}
    assert sheet.states_gender
    assert sheet.snapshot is None


def test_a_row_is_placed_by_the_line_on_which_it_begins_and_its_cells_are_one_line(tmp_path: Path) -> None:
    sheet = sheet_of('person,start,note\n"Ann\nAger",2010,"a\nb"\n\n\'+Zed\u200e,2011\n\'Ash,2012,\n', tmp_path)

    assert [(row.number, row.person, row.end) for row in sheet.rows] == [
        (2, "Ann Ager", ""),
        (6, "+Zed", ""),
        (7, "'Ash", ""),
    ]


def test_a_popolo_file_may_hold_memberships_within_persons_and_roles_without_posts(tmp_path: Path) -> None:
    document = {
        "persons": [
            {
                "id": 7,
                "name": "Ann",
                "gender": "female",
                "identifiers": [{"scheme": "x", "identifier": "1"}, "nonsense"],
                "memberships": [{"role": "HM", "start_date": 2010, "end_date": None}, 3],
            },
            "nonsense",
        ],
        "posts": {"not": "a list"},
        "meta": ["nonsense"],
    }

    sheet = sheet_of(json.dumps(document), tmp_path, "p.json")

    (row,) = sheet.rows
    assert (row.place, row.names, row.person, row.wikidata, row.start, row.end) == (
        "membership 1",
        ("HM",),
        "Ann",
        "",
        "2010",
        "",
    )
    assert (sheet.states_gender, sheet.snapshot) == (True, None)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "table: This is neither a CSV table nor Popolo JSON: it is empty."),
        (b"a\0b", "table: This is neither a CSV table nor Popolo JSON: it holds a zero byte."),
        (b"PK\x03\x04\xff\xfe", "table: This is neither a CSV table nor Popolo JSON: it is a workbook."),
        (b"person,start\n", "table: This is neither a CSV table nor Popolo JSON: it holds no term of office."),
        (b'{"persons": []}', "table: This is neither a CSV table nor Popolo JSON: it has no list «persons»."),
        (b"[1]", "table: This is neither a CSV table nor Popolo JSON: it has no list «persons»."),
        (
            b'{"persons": [{"id": "a"}]}',
            "table: This is neither a CSV table nor Popolo JSON: it holds no term of office.",
        ),
        (b'{"persons":\n[', "table:2: This is neither a CSV table nor Popolo JSON: expecting value."),
        (
            b"[" * 200_000,
            "table: This is neither a CSV table nor Popolo JSON: it holds a number or a nesting that nobody needs.",
        ),
        (
            b"person,start\n" + b"a" * 200_000,
            "table: This is neither a CSV table nor Popolo JSON: field larger than field limit (131072).",
        ),
    ],
    ids=[
        "empty",
        "zero",
        "workbook",
        "no rows",
        "no persons",
        "a list",
        "no memberships",
        "torn",
        "nested",
        "long cell",
    ],
)
def test_a_file_of_another_kind_is_told_apart(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "table"
    path.write_bytes(content)

    assert str(read_sheet(path)) == (
        f"{fault} Save it as CSV in UTF-8, with a first line that names the columns, or as Popolo JSON. [import-format]"
    )


@pytest.mark.parametrize(
    ("header", "missing"), [("position,start,end", "person"), ("position,person", "start"), ("Dear all", "person")]
)
def test_a_table_without_the_columns_is_told_which_to_name(header: str, missing: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"\n{header}\na,b,c\n", encoding="utf-8")

    assert str(read_sheet(path)) == (
        f"table.csv:2: The first line names no column «{missing}». Name the columns position, person, start, end and "
        "gender there; columns of other names are passed over. [import-columns]"
    )


def test_a_file_in_another_encoding_or_too_large_is_told_so(tmp_path: Path) -> None:
    latin, large = tmp_path / "latin.csv", tmp_path / "large.csv"
    latin.write_bytes("person,start\nSüleyman,2016\n".encode("latin-1"))
    large.write_bytes(b"a" * 10_000_001)

    assert [str(read_sheet(path)) for path in (latin, large)] == [
        "latin.csv: The file is not UTF-8 text (byte 14). Save it again with the encoding UTF-8. [not-utf-8]",
        "large.csv: The file has more than 10,000,000 bytes. Take the rows of the offices you need into a file of their own. [too-large]",
    ]


def test_names_are_bared_of_case_accents_and_apostrophes() -> None:
    names = {
        "Şükrü Yıldırım": "sukru yildirim",
        "İdris": "idris",
        "Ra’ad al-Hussein": "raad al hussein",
        "Ørsted": "orsted",
    }

    assert {name: bare_letters(name) for name in names} == names
    assert bare_letters("وَزِير") == bare_letters("وزير")


NEW = Holder.model_validate(
    {
        "name": "Cat: «the» #1",
        "gender": "female",
        "from": "2021-02",
        "until": "unknown",
        "seen": ("2022-08-03",),
        "source": "Wikidata (Q9) by way of table.csv, 2022-08-03",
        "unconfirmed": "whether the term goes on after 2022-08-03",
    }
)
ADDED = """\
    - name: 'Cat: «the» #1'
      gender: female
      from: 2021-02
      until: unknown
      seen: [2022-08-03]
      source: Wikidata (Q9) by way of table.csv, 2022-08-03
      unconfirmed: whether the term goes on after 2022-08-03
"""
BARE = RECIPIENTS_YAML
LISTED = BARE + "  holders:\n    - name: Ann\n      source:   >-\n        a page # 1\n\n  # why\n  note: 'x'   # y\n"
TIGHT = BARE + "  holders:\n  - {name: Ann, source: a page}\n\n\n# The next office\npilot:" + BARE.partition(":")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LISTED, LISTED.replace("# 1\n", f"# 1\n{ADDED}")),
        (TIGHT, TIGHT.replace("a page}\n", "a page}\n" + ADDED.replace("\n  ", "\n").removeprefix("  "))),
        (BARE, f"{BARE}  holders:\n{ADDED}"),
        (BARE.rstrip("\n"), f"{BARE}  holders:\n{ADDED}"),
        (f"\ufeff{LISTED}", "\ufeff" + LISTED.replace("# 1\n", f"# 1\n{ADDED}")),
        (LISTED.replace("\n", "\r\n"), LISTED.replace("# 1\n", f"# 1\n{ADDED}").replace("\n", "\r\n")),
    ],
    ids=["in the middle", "indented less", "no list yet", "no last line end", "bom", "windows"],
)
def test_new_holders_stand_at_the_end_of_their_list_and_every_other_byte_stays(
    text: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "recipients.yaml"
    path.write_bytes(text.encode())

    assert append_holders(path, {"harbour-master": [NEW]}) is None
    assert path.read_bytes().decode() == expected


def test_two_offices_get_their_holders_at_once() -> None:
    text = with_new_holders(TIGHT, {"harbour-master": [NEW, NEW], "pilot": [NEW]})

    assert text is not None
    assert text.count("Cat: «the» #1") == 3
    assert text.index("Cat: «the» #1") < text.index("pilot:") < text.rindex("Cat: «the» #1")


@pytest.mark.parametrize("holders", ["[]", "[{name: Ann, source: a page}]"])
def test_a_list_in_one_line_is_left_alone_and_told(holders: str, tmp_path: Path) -> None:
    path = tmp_path / "recipients.yaml"
    path.write_text(f"{BARE}  holders: {holders}\n", encoding="utf-8")

    problem = append_holders(path, {"harbour-master": [NEW]})

    assert str(problem) == (
        "recipients.yaml: The new holders of harbour-master find no place: their list is not written line by line. "
        "Write «holders:», and below it each holder as «- name: …» with the other keys under that. [import-form]"
    )
    assert path.read_text(encoding="utf-8") == f"{BARE}  holders: {holders}\n"


def test_every_office_of_ours_takes_a_holder_and_no_other_byte_changes(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "recipients.yaml"
    before = (PROJECT / "recipients.yaml").read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")

    assert append_holders(path, {office: [NEW] for office in library.offices}) is None

    after = path.read_text(encoding="utf-8")
    assert after.count(ADDED) == len(library.offices)
    assert re.sub(r"  holders:\n(?!    -)", "", after.replace(ADDED, "")) == before
