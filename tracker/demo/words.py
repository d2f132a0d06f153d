"""The words the demo is made of: names, jobs and companies, all invented.

Given and family names are common ones of many places; no pair is meant to be
anybody. Company names were made up letter by letter to be nobody's.
"""

from __future__ import annotations

from typing import NamedTuple

_NAMES = """
Anna Lukas Marie Jonas Lena Felix Hannah Moritz Clara Paul Johanna Emil Greta Tobias
Frieda Niklas
/ Brandt Vogel Lindner Krämer Hartwig Seidel Böhm Reuter Ziegler Pohl Engelhardt Kühn
Albrecht Winkler Thoma Baumann

Emma Oliver Grace Henry Chloe Jack Isla Thomas Ruby Daniel Alice Owen Freya Callum
Martha Rhys
/ Ashworth Barlow Carver Dalton Ellery Fenwick Granger Holloway Ingram Keating
Lockwood Marlowe Prescott Rowe Thornton Whitby

Lucía Javier Carmen Diego Elena Álvaro Marta Sergio Irene Pablo Noelia Andrés Rocío
Hugo Pilar Iván
/ Aguilar Bermejo Cordero Delgado Escudero Fuentes Gallego Herrero Ibáñez Lozano Marín
Navarro Olmedo Peñalver Quintana Serrano

Priya Arjun Ananya Rohan Kavya Vikram Meera Aditya Divya Karthik Neha Sanjay Isha
Rahul Lakshmi Nikhil
/ Acharya Banerjee Chatterjee Deshpande Ganguly Iyer Joshi Kulkarni Menon Nair Pillai
Raghavan Saxena Subramanian Trivedi Varma

Mei Wei Xiu Jun Lan Hao Ying Bo Qing Lei Shu Tao Hui Yan Ning Cheng
/ Bai Cao Deng Fang Gao Han Jiang Kong Liao Meng Pan Qiu Shen Tang Xie Zhao

Yuki Haruto Sakura Ren Aoi Kenji Hana Daichi Mio Takumi Emi Shota Nao Kaito Rin
Makoto
/ Aoki Endo Fujita Hayashi Inoue Kato Maeda Nakamura Okada Saito Shimizu Takeda Uchida
Watanabe Yamada Yoshida

Agnieszka Piotr Zofia Tomasz Kasia Marcin Ewa Jakub Magda Wojciech Ola Łukasz Basia
Krzysztof Hania Szymon
/ Adamczyk Borowski Czarnecki Dudek Gajewski Jankowski Kaczmarek Lis Mazur Nowicki
Olszewski Pawlak Rutkowski Sikora Wrona Zawadzki

Amina Chidi Ngozi Emeka Zainab Tunde Adaeze Kwame Abena Kofi Efua Segun Folake Yaw
Ifeoma Obinna
/ Abiola Adeyemi Agyeman Boateng Chukwu Danso Eze Ibrahim Mensah Nwosu Obi Ofori
Okafor Oyelaran Sarpong Uche

Layla Omar Yasmin Karim Salma Tariq Nour Hassan Rania Samir Huda Bilal Dalia Ziad
Mona Faris
/ Abbas Barakat Darwish Fayed Ghanem Haddad Jaber Khoury Mansour Najjar Qasim Rahal
Saleh Shaheen Tawfik Zaman

Astrid Erik Ingrid Lars Freja Mikkel Sofie Anders Linnea Oskar Signe Magnus Elin
Rasmus Tuva Nils
/ Ahlgren Bergström Dahl Ekman Falk Grönlund Holm Iversen Kjær Lindholm Nygaard Østby
Rosvall Sandberg Thorsen Vinter

Camille Antoine Manon Julien Élise Baptiste Inès Mathieu Chloé Rémi Margaux Étienne
Solène Quentin Aurélie Florian
/ Aubert Besson Carpentier Delorme Fabre Gaudin Hamelin Jourdan Lacroix Mercier Noël
Perrin Renard Sauvage Tessier Vasseur

Larissa Thiago Beatriz Rafael Júlia Caio Letícia Bruno Mariana Gustavo Aline Murilo
Sílvia Tomé Renata Vitor
/ Andrade Barros Cardoso Duarte Esteves Farias Gouveia Henriques Lacerda Moreira
Nogueira Pacheco Queiroz Ramalho Tavares Viana

Elif Emre Zeynep Kerem Defne Burak Selin Onur Ceren Deniz Ayşe Mert Gizem Arda İpek
Volkan
/ Acar Bozkurt Çelik Doğan Erdem Güneş Kaplan Koç Öztürk Polat Sarı Taş Uysal Yavuz
Yıldız Zengin

Olena Andriy Iryna Taras Oksana Dmytro Nadia Maksym Yulia Bohdan Sofiya Roman Daryna
Ostap Halyna Vasyl
/ Bondar Danylko Hrytsenko Ivanchuk Kovalenko Lysenko Melnyk Panchuk Romanyuk Savchuk
Shevchuk Tkachuk Vdovenko Yaremko Zadorozhna Zinchuk
"""
PLACES_OF_NAMES = tuple(
    (tuple(given.split()), tuple(family.split()))
    for given, _, family in (place.partition("/") for place in _NAMES.split("\n\n"))
)
"""Given and family names that go together."""


class Employer(NamedTuple):
    """A company of the demo that is applied to, and who is known there."""

    name: str
    city: str
    direct: int = 0
    """Insiders who are own contacts: one tie."""
    second: int = 0
    """Insiders who are only friends' contacts: two ties."""
    third: int = 0
    """Insiders whom only a contact of a friend knows: three ties."""


TRACKED = (
    Employer("Glasmoor Optics", "Berlin", 2, 5),
    Employer("Copperlane Pay", "Amsterdam", 1, 6),
    Employer("Havrelund Speech (HVS)", "Copenhagen", 0, 4, 1),
    Employer("Quillmark Robotics", "Munich", 1, 5),
    Employer("Tessamere", "Berlin", 0, 3, 1),
    Employer("Vantorine Chips", "Dresden", third=2),
    Employer("Sundrift Freight", "Hamburg", 2, 4),
    Employer("Arvendale Biotech", "Basel", 0, 2, 1),
    Employer("Ketterwick Security", "Berlin", 1, 3),
    Employer("Ombralis", "Paris"),
    Employer("Farrowgate Bank", "Frankfurt", 3, 8),
    Employer("Rookhollow Search", "Zürich", 0, 3),
    Employer("Drummlin Games", "Stockholm"),
    Employer("Lindqora Vision", "Berlin"),
    Employer("Palvera Maps", "Berlin", 2, 3),
    Employer("Mirrowind Energy", "Leipzig", 0, 4),
    Employer("Corvexa Labs", "Vienna", 1, 2),
    Employer("Brackenfold Insurance", "Cologne", 4, 9),
    Employer("Zephyrade Audio", "Berlin", 0, 1, 1),
    Employer("Tidewarden", "Remote, Europe", third=2),
    Employer("Junipath", "Remote, Europe"),
    Employer("Wrenfield Learning", "Dublin", 1, 3),
    Employer("Thistlemere Mobility", "Munich", 3, 6),
    Employer("Amberloch Data", "Berlin", 0, 5),
    Employer("Yarrowen Foods", "Hamburg", third=1),
    Employer("Ingelmoor Devices", "Stuttgart", 2, 7),
    Employer("Bellwharf Travel", "Lisbon", 1, 4),
    Employer("Kieferloh Climate", "Berlin", 0, 2),
    Employer("Ostrovane Health", "Warsaw", third=2),
    Employer("Pellworth Cloud", "Remote, Europe"),
)
SHOWCASE = "Lindqora Vision"
"""The company with ten ways in that are worth drawing."""

MY_EMPLOYER = "Dunmarrow Logistics"
_HEADS = """
    Aldermoss Bryndale Calverne Elstrade Fennimoor Gorsebank Hollinmere Isenford
    Jarrowick Kelverstone Larkminster Mossgrave Nethercombe Oxenholt Quernstow
    Ravelby Silverhythe Tarnwood
""".split()  # noqa: SIM905
_FIELDS = "Software Analytics Consulting Media University".split()  # noqa: SIM905
ELSEWHERE = (
    MY_EMPLOYER,
    *(f"{head} {field}" for head in _HEADS for field in _FIELDS),
)
"""Companies that nobody applies to; people of the network work there."""

JOBS = (
    *("Software Engineer", "Senior Software Engineer", "Backend Engineer"),
    *("Machine Learning Engineer", "Senior Machine Learning Engineer"),
    *("Data Scientist", "Senior Data Scientist", "Data Engineer", "Data Analyst"),
    *("Engineering Manager", "Staff Engineer", "Platform Engineer"),
    *("Product Manager", "Product Designer", "Technical Recruiter", "Head of Data"),
    *("Research Scientist", "Site Reliability Engineer", "Solutions Architect"),
    *("Frontend Engineer", "Consultant", "Doctoral Researcher", "Team Lead, Search"),
)
"""What people of the network do."""

ROLES = (
    *("Machine Learning Engineer", "Senior Machine Learning Engineer"),
    *("Applied Scientist", "Senior Data Scientist", "MLOps Engineer"),
    *("Machine Learning Platform Engineer", "Senior Software Engineer, ML"),
    *("Research Engineer", "Computer Vision Engineer", "NLP Engineer"),
    *("Recommender Systems Engineer", "Forecasting Engineer", "Data Engineer, ML"),
    *("Staff Machine Learning Engineer", "Software Engineer, Inference"),
    *("Senior Python Engineer", "Search Relevance Engineer"),
)
"""What is applied for."""

NOTES = (
    "Small team, four people; they serve models with their own scheduler.",
    "Asked for two days a week in the office.",
    "The posting was renewed last week; the first one closed without a hire.",
    "Read their engineering blog on feature stores before a call.",
    "Salary range only on request.",
    "Team of the person who gave the talk on drift at the Berlin meetup.",
)
