"""Amounts of money and rates: what is accepted, and rounding to the cent. Pure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tracker.errors import InvalidError

MOST_MONEY = Decimal(10) ** 15
"""Above any salary in any currency; a larger amount is a slip of the keyboard."""
MOST_RATE = Decimal(10)
"""The largest bonus target, bonus payout and raise, as fractions."""
MOST_DECIMALS = 12
"""Without a bound, 1E-999999999 written out would fill the memory."""
MOST_MONTHS = 120
ZERO = Decimal(0)
NOTHING = Fraction(0)

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD
BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK
JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
"""Those of countries in ISO 4217, and two that ended lately (ANG, BGN)."""


def check_currency(code: str) -> str:
    """Give a currency code back, or say that there is none of that name.

    Raises:
        InvalidError: If it is not a code of ISO 4217 in capitals.
    """
    if code not in CURRENCIES:
        raise InvalidError(
            f"“{code[:40]}” is not a currency: give a code of ISO 4217, such as EUR."
        )
    return code


def check_amount(
    name: str, amount: Decimal, most: Decimal = MOST_MONEY, least: Decimal = ZERO
) -> None:
    """Refuse an amount that is not a number between two bounds.

    Raises:
        InvalidError: Naming the amount.
    """
    if not is_plain(amount) or not least <= amount <= most:
        raise InvalidError(
            f"The {name} of an offer is out of range: give a number with at most "
            f"{MOST_DECIMALS} decimals that a contract could state."
        )


def check_share(name: str, share: Decimal) -> None:
    """Refuse what is not a fraction between 0 and 1.

    Raises:
        InvalidError: Naming the share.
    """
    if not is_plain(share) or not 0 <= share <= 1:
        raise InvalidError(f"The {name} is out of range: give 0 to 100 percent.")


def check_months(name: str, months: int, least: int = 0) -> None:
    """Refuse a span of months that no contract has.

    Raises:
        InvalidError: Naming the span.
    """
    if not least <= months <= MOST_MONTHS:
        raise InvalidError(
            f"The {name} is {months} months: give {least} to {MOST_MONTHS}."
        )


def is_plain(number: Decimal) -> bool:
    """Say whether a number is finite and has a bounded number of decimals."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def plain(number: Decimal) -> str:
    """Write a number in digits without closing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cents(amount: Fraction) -> Decimal:
    """Round to the cent, half to even, as `round` does for fractions."""
    return Decimal(round(amount * 100)).scaleb(-2)
