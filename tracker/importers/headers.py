"""What a table is, told by the names of its columns. Pure."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from tracker.importers import cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet


class Kind(StrEnum):
    """What a table's columns make it."""

    CONNECTIONS = auto()
    JOB_APPLICATIONS = auto()
    SAVED_JOBS = auto()
    MESSAGES = auto()
    INVITATIONS = auto()
    POSITIONS = auto()
    EDUCATION = auto()
    RECOMMENDATIONS = auto()
    ENDORSEMENTS = auto()
    PROFILE = auto()
    ADDRESS_BOOK = auto()
    SPREADSHEET = auto()
    PEOPLE = auto()
    """A list of names without an address, a phone number or an employer."""
    FOREIGN = auto()
    """Another file of the network's archive, or no table of applications."""
    UNKNOWN = auto()


CONTACT_FIELDS: dict[str, str] = {
    "first_name": """first name; vorname; prenom; nombre; nome; voornaam; fornamn;
        fornavn; imie; ad""",
    "last_name": """last name; nachname; nom; nom de famille; apellidos; apellido;
        sobrenome; cognome; achternaam; efternamn; efternavn; etternavn; nazwisko;
        soyad""",
    "profile_url": "url; profile url; profil url; url du profil; url del perfil",
    "email": """email address; e mail address; email; e mail; e mail adresse; adresse
        e mail; adresse email; direccion de correo electronico; correo electronico;
        direccion de correo; endereco de e mail; endereco de email; indirizzo e mail;
        indirizzo email; e mailadres; e postadress""",
    "company": """company; unternehmen; firma; entreprise; societe; empresa; azienda;
        bedrijf; organisatie; foretag""",
    "title": """position; title; job title; poste; fonction; cargo; puesto; posizione;
        ruolo; qualifica; functie; jobtitel; befattning""",
    "connected_on": """connected on; verbunden am; kontakt seit; date de connexion;
        connecte le; connexion le; en relation depuis; fecha de conexion; conectado
        el; contacto desde; conectado em; data de conexao; data da conexao; collegato
        il; data di collegamento; data collegamento; verbonden op; datum connectie;
        connectie gemaakt op; connectie sinds""",
}
"""Columns of a network export by field, as `cells.key`, in seven languages."""

APPLICATION_FIELDS: dict[str, str] = {
    "company": """company; company name; employer; employer name; organization;
        organisation; organization name; company employer; firm; business; firma;
        unternehmen; arbeitgeber; firmenname; entreprise; societe; employeur; nom de
        l entreprise; compagnie; empresa; nombre de la empresa; compania; empleador;
        nome da empresa; companhia; empregador; azienda; nome azienda; societa;
        datore di lavoro; bedrijf; bedrijfsnaam; werkgever; organisatie""",
    "title": """job title; title; position; role; job position; job role; role title;
        position title; job name; position role; role position; position name;
        position applied for; position applied; vacancy; job; stelle;
        stellenbezeichnung; stellentitel; jobtitel; berufsbezeichnung; rolle; poste;
        intitule du poste; titre du poste; intitule; fonction; titre; puesto;
        nombre del puesto; cargo; vacante; titulo; posicion; vaga; titulo da vaga;
        posicao; funcao; posizione; ruolo; mansione; titolo; qualifica; functie;
        functietitel; vacature; rol""",
    "status": """status; application status; stage; application stage; current status;
        current stage; job status; list name; list; stage type; progress; outcome;
        result; bewerbungsstatus; stand; phase; statut; etat; etape; estado; etapa;
        fase; situacao; stato; uitkomst""",
    "applied": """date applied; applied date; applied on; application date; date of
        application; applied at; date submitted; submitted on; submission date;
        submitted; date sent; sent on; sent; stage date; applied; bewerbungsdatum;
        datum der bewerbung; beworben am; bewerbung am; gesendet am; date de
        candidature; date candidature; date d envoi; postule le; candidature envoyee
        le; fecha de solicitud; fecha de aplicacion; fecha de postulacion; fecha de
        envio; data de candidatura; data da candidatura; data de envio; data
        candidatura; data di candidatura; data invio; sollicitatiedatum;
        gesolliciteerd op; date; datum; fecha; data""",
    "saved": """date saved; saved date; saved on; saved at; saved; date added; added
        on; added; created at; created on; date created; created; gespeichert am;
        hinzugefugt am; enregistre le; date d ajout; guardado el; salvo em; salvato
        il; opgeslagen op""",
    "url": """job url; job link; job posting url; posting url; job posting link; url;
        link; link to job; link to job req; link to posting; job posting; posting;
        job ad; job post; listing; job listing; application link; application url;
        apply link; web link; stellenanzeige; anzeige; link zur stelle; lien; lien de
        l offre; lien offre; offre; annonce; enlace; enlace de la oferta; oferta;
        link da vaga; link annuncio; annuncio; link vacature; website; webseite""",
    "location": """location; job location; city; place; office; ort; standort;
        arbeitsort; lieu; localisation; ville; ubicacion; ciudad; lugar; localizacao;
        localidade; cidade; local; sede; luogo; citta; locatie; plaats; standplaats""",
    "salary": """salary; salary range; compensation; pay; pay range; max salary;
        maximum salary; min salary; expected salary; base salary; gehalt;
        gehaltsvorstellung; gehaltsspanne; salaire; remuneration; salario; sueldo;
        rango salarial; faixa salarial; remuneracao; stipendio; retribuzione; ral;
        salaris""",
    "source": """source; job source; application source; found on; found via; how
        found; where found; applied via; applied through; via; channel; job board;
        platform; portal; quelle; kanal; gefunden uber; origine; canal; fuente;
        origen; fonte; origem; bron""",
    "note": """notes; note; comments; comment; remarks; notizen; notiz; bemerkungen;
        bemerkung; kommentar; kommentare; anmerkungen; anmerkung; commentaires;
        commentaire; remarques; notas; nota; comentarios; comentario; observaciones;
        observacoes; commenti; opmerkingen; opmerking; notities""",
}
"""Columns of an application tracker by field, the surest name first."""

_WEIGHTS = {"company": 3, "title": 3, "status": 2, "applied": 2, "url": 2}

_ARCHIVE: tuple[tuple[Kind, str], ...] = (
    (Kind.MESSAGES, "conversation id;from;to;date"),
    (Kind.INVITATIONS, "from;to;sent at;direction"),
    (Kind.POSITIONS, "company name;title;started on;finished on"),
    (Kind.EDUCATION, "school name;degree name"),
    (Kind.RECOMMENDATIONS, "first name;last name;text;creation date;status"),
    (Kind.ENDORSEMENTS, "endorsement date;skill name"),
    (Kind.PROFILE, "first name;last name;headline;summary"),
)
"""Files of a professional network's archive, by columns only they have together."""

_FOREIGN: dict[str, tuple[str, str]] = {
    # What only this file of a professional network's archive has: what it is.
    "publisher": ("publications", "published on;publisher"),
    "followed on": ("followed companies", "followed on"),
    "alert parameters": ("job alerts", "alert parameters"),
    "question": ("answers to screening questions", "question;answer"),
    "confirmed": ("your e-mail addresses", "email address;confirmed"),
    "extension": ("your phone numbers", "extension;number;type"),
}

_NAMES = {"name", "full name", "given name", "family name", "first name", "last name"}
"""Columns of a list of people; a tracker that has one also tells where it stands."""

_BOOK: dict[str, str] = {
    "name": """name; full name; display name; file as; nom complet; vollstandiger
        name; nombre completo; nome completo; nome e cognome; volledige naam""",
    "first": """first name; given name; vorname; prenom; nombre; nome; voornaam;
        fornamn; fornavn; imie""",
    "middle": """middle name; additional name; weitere vornamen; zweiter vorname;
        deuxieme prenom; segundo nombre; secondo nome; segundo nome; middelste naam;
        tweede voornaam""",
    "last": """last name; family name; surname; nachname; familienname; nom; nom de
        famille; apellidos; apellido; sobrenome; cognome; achternaam; efternamn;
        efternavn; etternavn; nazwisko""",
    "company": """company; organization name; organization 1 name; organization;
        organisation; company name; firma; unternehmen; societe; entreprise;
        empresa; organizacion; compania; azienda; societa; bedrijf; foretag""",
    "title": """job title; organization title; organization 1 title; position; funktion;
        berufsbezeichnung; fonction; poste; puesto; cargo; posizione; qualifica;
        functie; befattning; role; title""",
    "url": """website 1 value; website; web page; webseite; page web; pagina web;
        url; linkedin; linkedin url; profile url; personal web page""",
    "action": "action",
}
"""Columns of an address book by field, as `cells.key`, the surest name first."""

_MAIL = re.compile(
    r"(?:e ?mail|e ?mail \d value|e ?mail \d* ?address|e ?mail ?adresse ?\d*"
    r"|e ?mail \d adresse|(?:primary|work|home|other|business|personal) e ?mail"
    r"(?: address)?|e ?mail ?adres ?\d*|e ?mail \d adres"
    r"|adresse (?:de messagerie|e ?mail|electronique)(?: \d)?|courriel"
    r"|direccion de correo(?: electronico)?(?: \d)?|correo(?: electronico)?"
    r"|indirizzo (?:di )?posta elettronica(?: \d)?|indirizzo e ?mail(?: \d)?"
    r"|endereco de (?:e ?mail|correio eletronico)(?: \d)?|e ?postadress)"
)
_PHONE = re.compile(
    r"(?:(?:primary|mobile|business|work|company main|other|home|cell|car) ?phone"
    r"(?: \d)?|phone(?: number)?|phone \d value|mobile|cell|telephone|telefon"
    r"|mobiltelefon|handy|telefon (?:geschaftlich|privat|firma)(?: \d)?|telefone"
    r"(?: celular| comercial| residencial)?(?: \d)?|tel mobile|telephone"
    r" (?:bureau|domicile|mobile|portable)(?: \d)?|telefono(?: movil| del trabajo"
    r"| particular)?(?: \d)?|movil|cellulare|telefono (?:uff|ufficio|abitazione)"
    r"(?: \d)?|mobiele telefoon|telefoon(?: op werk| thuis)?(?: \d)?|mobiltelefon)"
)
_MOBILE = re.compile(r"mobil|cell|handy|movil")

_SENSITIVE = re.compile(
    r"\b(?:e ?mail\w*|correo|mail|phone\w*|mobile|telefon\w*|telephone|handy\w*|"
    r"passwor[dt]\w*|mot de passe|contrasena|senha|ssn|birth\w*|"
    r"question and answers?|questions?|answers?)\b"
)


def _aliases(fields: Mapping[str, str]) -> dict[str, dict[str, int]]:
    return {
        name: {cells.key(word): rank for rank, word in enumerate(words.split(";"))}
        for name, words in fields.items()
    }


_CONTACT = _aliases(CONTACT_FIELDS)
_APPLICATION = _aliases(APPLICATION_FIELDS)
_BOOK_FIELDS = _aliases(_BOOK)


def contacts(columns: Sequence[str]) -> dict[str, str]:
    """Columns of a network export by field."""
    return _match(columns, _CONTACT)


def applications(columns: Sequence[str]) -> dict[str, str]:
    """Columns of an application tracker by field; of several the surest name."""
    return _match(columns, _APPLICATION)


def book(columns: Sequence[str]) -> dict[str, str]:
    """Columns of an address book by field, but for its addresses and numbers."""
    return _match(columns, _BOOK_FIELDS)


def mails(columns: Sequence[str]) -> list[str]:
    """Columns that hold an e-mail address."""
    return [column for column in columns if _MAIL.fullmatch(cells.key(column))]


def phones(columns: Sequence[str]) -> list[str]:
    """Columns that hold a phone number, mobile ones first; no faxes or pagers."""
    found = [column for column in columns if _PHONE.fullmatch(cells.key(column))]
    return sorted(found, key=lambda column: not _MOBILE.search(cells.key(column)))


def is_sensitive(column: str) -> bool:
    """Whether a column holds what must not be copied, such as a phone number."""
    return bool(_SENSITIVE.search(cells.key(column)))


def recognise(columns: Sequence[str]) -> Kind:
    """Say what a table is by its columns."""
    keys = {cells.key(column) for column in columns}
    for kind, needed in _ARCHIVE:
        if set(needed.split(";")) <= keys:
            return kind
    if foreign(columns):
        return Kind.FOREIGN
    people = _people(columns, keys)
    return people or _jobs(keys) or _tracker(columns)


def foreign(columns: Sequence[str]) -> str:
    """What another known file holds, in words; empty for any other table."""
    keys = {cells.key(column) for column in columns}
    if keys == {"company", "source", "target"}:
        return "moves from stage to stage, without job titles or days"
    for name, (words, needed) in _FOREIGN.items():
        if name in keys and set(needed.split(";")) <= keys:
            return words
    return ""


def score(columns: Sequence[str]) -> int:
    """How much a row of cells looks like a header; 0 where it does not."""
    kind = recognise(columns)
    if kind is Kind.UNKNOWN:
        return 0
    if kind is Kind.ADDRESS_BOOK:
        fields = book(columns)
    elif kind is Kind.CONNECTIONS:
        fields = contacts(columns)
    else:
        fields = applications(columns)
    bonus = 0 if kind is Kind.SPREADSHEET else 10
    return bonus + sum(_WEIGHTS.get(field, 1) for field in fields)


def _people(columns: Sequence[str], keys: AbstractSet[str]) -> Kind | None:
    """Tell a network's contacts from an address book; None where it has no people."""
    found = contacts(columns)
    has_names = {"first_name", "last_name"} <= set(found)
    exported = {"profile_url", "company", "title"} <= set(found)
    if has_names and ("connected_on" in found or (exported and not mails(columns)[1:])):
        return Kind.CONNECTIONS
    is_list = len(keys) > 1 and keys & _NAMES
    is_tracker = {"status", "applied"} & set(applications(columns))
    if not has_names and (not is_list or is_tracker):
        return None
    is_book = mails(columns) or phones(columns) or "company" in book(columns)
    return Kind.ADDRESS_BOOK if is_book else Kind.PEOPLE


def _jobs(keys: AbstractSet[str]) -> Kind | None:
    if not {"company name", "job title", "job url"} <= keys:
        return None
    if "application date" in keys and keys & {"question and answers", "resume name"}:
        return Kind.JOB_APPLICATIONS
    return Kind.SAVED_JOBS if "saved date" in keys and len(keys) <= 5 else None


def _tracker(columns: Sequence[str]) -> Kind:
    found = applications(columns)
    is_one = len(found) >= 2 and {"company", "title"} & set(found)
    return Kind.SPREADSHEET if is_one else Kind.UNKNOWN


def _match(
    columns: Sequence[str], aliases: Mapping[str, Mapping[str, int]]
) -> dict[str, str]:
    keys = [cells.key(column) for column in columns]
    found: dict[str, str] = {}
    for field, ranks in aliases.items():
        known = [(ranks[key], place) for place, key in enumerate(keys) if key in ranks]
        if known:
            found[field] = columns[min(known)[1]]
    return found
