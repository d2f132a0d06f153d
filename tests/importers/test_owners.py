"""Whose contacts a file is guessed to hold."""

from __future__ import annotations

import pytest

from tracker.importers.owners import File, guessed, name_in

OWN = File("Connections.csv", ("Ana Ruiz", "Bo Lindqvist", "José Gil"))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Ana Ruiz Connections.csv", "Ana Ruiz"),
        ("connections_ana-ruiz_2026.csv", "Ana Ruiz"),
        ("Ana's Connections.csv", "Ana"),
        ("ana.csv", "Ana"),
        ("Connections (1).csv", ""),
        ("Basic_LinkedInDataExport_11-02-2025.zip", ""),
        ("my contacts.vcf", ""),
        ("Élodie O’Neil.csv", "Élodie O’Neil"),
    ],
)
def test_the_name_of_a_file_can_hold_a_persons(file: str, name: str) -> None:
    assert name_in(file) == name


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize(
    ("file", "friend"),
    [
        ("Ana Ruiz Connections.csv", "Ana Ruiz"),
        ("ana.csv", "Ana Ruiz"),
        ("jose.csv", "José Gil"),
        ("Zoe.csv", "Zoe"),
    ],
)
def test_a_file_beside_my_own_is_a_friends(
    file: str, friend: str, *, is_turned: bool
) -> None:
    files, owners = [OWN, File(file, ("Cleo Park",))], ["", friend]
    if is_turned:
        files, owners = files[::-1], owners[::-1]
    assert guessed(files) == owners


def test_a_friends_file_that_nothing_names_leaves_the_name_open() -> None:
    other = File("Connections.csv", ("Cleo Park",))
    assert guessed([OWN, other]) == ["", None]
    assert guessed([OWN, File("ana.csv", ())], known=["Ana Kim"]) == ["", None]


def test_nobody_stands_among_their_own_contacts() -> None:
    other = File("Connections.csv", ("Ruiz, Jo",))
    assert guessed([other, OWN], me="Jo Ruiz") == [None, ""]
    ana = File("ana.csv", ("Ana Kim",))
    assert guessed([OWN, ana]) == ["", "Ana Ruiz"]


def test_my_own_file_is_told_by_my_name() -> None:
    files = [File("ana.csv", ()), File("jo.csv", ())]
    assert guessed(files, me="Jo Kim") == ["Ana", ""]
    assert guessed([File("ana.csv", ()), File("mine.csv", ())]) == ["Ana", ""]


def test_a_single_file_is_mine_unless_it_names_somebody_known() -> None:
    assert guessed([File("ana.csv", ())]) == [""]
    assert guessed([File("ana.csv", ())], known=["Ana Ruiz"]) == ["Ana Ruiz"]
    assert guessed([File("ana.csv", ())], known=["Ana Ruiz", "Ana Kim"]) == [""]
    assert guessed([File("ana.csv", ())], me="Ana Ruiz", known=["Ana Ruiz"]) == [""]
    assert guessed([]) == []
