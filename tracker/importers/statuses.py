"""Words that other trackers use for stages and sources. Pure.

A status is known when the table below holds it, never because it resembles one:
an unknown status stays a question for the searcher.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from tracker.importers import cells
from tracker.models import Source, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

_Member = TypeVar("_Member", Stage, Source)

_STAGES: dict[Stage, str] = {
    Stage.SAVED: """saved; wishlist; wish list; bookmarked; bookmark; interested; to
        apply; to do; todo; not applied; not applied yet; applying; draft; lead;
        ready; preparing; considering; researching; gespeichert; vorgemerkt; geplant;
        merkliste; noch nicht beworben; enregistre; sauvegarde; a postuler; a
        envoyer; guardado; por aplicar; pendiente de aplicar; salvo; salva; a
        candidatar; salvato; da inviare; opgeslagen; nog solliciteren""",
    Stage.APPLIED: """applied; apply; submitted; application sent; application
        submitted; sent; waiting; awaiting reply; awaiting response; waiting for
        response; under review; in review; received; application received;
        submitted application; beworben; bewerbung verschickt; bewerbung gesendet;
        abgeschickt; gesendet; eingereicht; postule; postulee; candidature envoyee;
        envoye; envoyee; en attente; aplicado; aplicada; solicitado; postulado;
        enviado; enviada; candidatado; inscrito; candidatura enviada; candidato;
        inviato; inviata; candidatura inviata; candidato inviato; gesolliciteerd;
        verstuurd; verzonden""",
    Stage.SCREEN: """screen; screening; phone screen; phone interview; phone call;
        recruiter screen; recruiter call; hr screen; hr interview; hr call; intro
        call; initial call; first call; first interview; interview; interviews;
        interviewing; interview scheduled; in interviews; telefoninterview;
        vorstellungsgesprach; gesprach; interviewphase; entretien; entretien
        telephonique; entretien rh; en entretien; entrevista; entrevistas;
        entrevista telefonica; en entrevista; em entrevista; colloquio; colloquio
        telefonico; gesprek; sollicitatiegesprek; telefonisch gesprek""",
    Stage.CHALLENGE: """challenge; assessment; assignment; assignments; take home;
        takehome; take home test; take home assignment; coding challenge; coding
        test; technical assessment; technical test; online assessment; oa; test;
        case study; homework; online test; aufgabe; testaufgabe; test technique;
        prueba tecnica; teste tecnico; desafio tecnico; prova tecnica; opdracht""",
    Stage.OFFSITE: """offsite; technical interview; technical; tech interview; tech
        screen; technical screen; technical phone screen; hiring manager interview;
        hiring manager screen; manager interview; second interview; video interview;
        fachgesprach; zweitgesprach; entretien technique; entrevista tecnica;
        colloquio tecnico; technisch gesprek""",
    Stage.ONSITE: """onsite; on site; onsite interview; on site interview; final
        interview; final round; final; panel interview; panel; endrunde; finale
        runde; entretien final; entrevista final; colloquio finale""",
    Stage.OFFER: """offer; offers; offered; offer received; received offer; got offer;
        negotiating; negotiation; offer extended; angebot; angebot erhalten;
        zusage; offre; offre recue; oferta; oferta recibida; oferta recebida;
        proposta; proposta recebida; offerta; offerta ricevuta; aanbod""",
    Stage.ACCEPTED: """accepted; offer accepted; accepted offer; hired; signed; joined;
        angenommen; angebot angenommen; eingestellt; acceptee; accepte; embauche;
        offre acceptee; aceptada; aceptado; oferta aceptada; contratado; aceito;
        oferta aceita; accettata; accettato; assunto; aangenomen; geaccepteerd""",
    Stage.DECLINED: """declined; offer declined; declined offer; i declined; turned
        down; offer rejected by me; angebot abgelehnt; offre refusee; oferta
        rechazada; oferta recusada; offerta rifiutata; aanbod afgewezen""",
    Stage.REJECTED: """rejected; rejection; not selected; auto rejected; denied;
        unsuccessful; rejected by company; position filled; closed filled; absage;
        abgelehnt; abgesagt; absage erhalten; refuse; refusee; rejete; rejetee;
        rechazado; rechazada; descartado; rejeitado; rejeitada; reprovado;
        rifiutato; rifiutata; scartato; afgewezen""",
    Stage.WITHDRAWN: """withdrawn; withdrew; i withdrew; application withdrawn;
        cancelled by me; zuruckgezogen; bewerbung zuruckgezogen; retire; retiree;
        candidature retiree; retirado; retirada; desisti; desistencia; ritirato;
        ritirata; ingetrokken""",
    Stage.NO_ANSWER: """no answer; no response; no reply; ghosted; ghosting; never
        heard back; keine antwort; keine ruckmeldung; sans reponse; pas de reponse;
        sin respuesta; sem resposta; nessuna risposta; geen reactie; geen
        antwoord""",
}
"""Status words by `cells.key`, separated by semicolons: en de fr es pt it nl."""

_SOME_INTERVIEW = """interview interviews interviewing interviewphase entretien
    entrevista entrevistas colloquio gesprek vorstellungsgesprach gesprach"""
"""Words that say “some interview”: read as the first, since that one surely was."""

_SOURCES: dict[Source, str] = {
    Source.REFERRAL: """referral; referred; employee referral; internal referral;
        friend; network; networking; connection; personal contact; empfehlung;
        mitarbeiterempfehlung; netzwerk; recommandation; cooptation; reseau;
        referido; recomendacion; indicacao; raccomandazione; aanbeveling""",
    Source.RECRUITER: """recruiter; recruiter inquiry; recruiter outreach; inbound;
        inmail; headhunter; sourcer; contacted by recruiter; recruteur;
        reclutador; recrutador; selezionatore""",
    Source.CAMPUS: """campus; career fair; university; college; career center; career
        centre; handshake; alumni; hochschule; universitat; universite;
        universidad; universidade; universita""",
    Source.ONLINE: """online; linkedin; indeed; glassdoor; company website; company
        site; company web site; company page; career page; careers page; website;
        web site; job board; job boards; easy apply; linkedin easy apply; stepstone;
        xing; monster; angellist; wellfound; ziprecruiter; dice; otta; hired;
        google; google jobs; hacker news; remoteok; weworkremotely; simplify;
        builtin; built in; cold apply; direct; infojobs; catho; gupy; welcome to
        the jungle; apec; webseite; firmenwebsite; jobborse; site web; pagina web;
        site; sito; sito web; web""",
    Source.AGENCY: """agency; staffing agency; recruiting agency; recruitment agency;
        temp agency; personalvermittlung; zeitarbeit; agence; interim; agencia;
        consultoria; agenzia; uitzendbureau""",
    Source.IN_PERSON: """in person; walk in; event; meetup; conference; personlich;
        en personne; en persona; pessoalmente; di persona; persoonlijk""",
    Source.OTHER: "other; sonstige; andere; autre; otro; outro; altro; anders",
}


def _table(groups: Mapping[_Member, str]) -> dict[str, _Member]:
    return {
        cells.key(word): member
        for member, words in groups.items()
        for word in words.split(";")
    }


_LOOSE = frozenset(_SOME_INTERVIEW.split())
_STAGE_OF = _table(_STAGES)
_SOURCE_OF = _table(_SOURCES)
_PARTS = re.compile(r"\s[-–—]\s|[:;,/|()\[\]>]+")


def stage(status: str) -> Stage | None:
    """The stage a status means; None where none is known.

    A status of several parts (“Rejected - no visa”) counts where exactly one
    stage is among them: “Applied / Rejected” is for the searcher to say.
    """
    whole = _STAGE_OF.get(_words(status))
    if whole:
        return whole
    found = {_STAGE_OF.get(_words(part)) for part in _PARTS.split(status)} - {None}
    return found.pop() if len(found) == 1 else None


def is_loose(status: str) -> bool:
    """Whether a status only says that there was some interview."""
    return _words(status) in _LOOSE


def source(text: str) -> Source | None:
    """The source that words mean; `OTHER` for unknown words, None for none."""
    return _SOURCE_OF.get(_words(text), Source.OTHER) if _words(text) else None


def is_known_source(text: str) -> bool:
    """Whether a source is told by its words alone."""
    return _words(text) in _SOURCE_OF


def _words(text: str) -> str:
    """Text as compared: without ornament before it, such as “2. ” or a tick."""
    return re.sub(r"^[\d\s]+", "", cells.key(text))
