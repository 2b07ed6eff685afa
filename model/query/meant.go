package query

import (
	"slices"
	"strconv"
	"strings"

	"daylight/model/report"
)

// How else periods are written. A query takes 2013, 2013-H1 and 2013-H1..2014-H2;
// from other sources people bring
//
//	2013H1  H1/2013  2013-1  2nd half of 2013   a half-year
//	2013-Q3  2013-07  July 2013  2013-07-15     the half-year that it lies in
//	2013-2014  2013/14  2013 to 2014            a range
//
// None of these is read as if it were a query, because two people would read 2011-12
// in two ways; an error offers what was probably meant.

// partKind is what a part of a written period is.
type partKind uint8

const (
	inDigits partKind = iota
	inLetters
)

// writtenPart is a run of digits or of letters, and the sign before it.
type writtenPart struct {
	kind partKind
	text string
	sign byte // 0 for none
}

// partsOf takes a text apart; words that join two periods, or a half and its year,
// are left out.
func partsOf(s string) []writtenPart {
	var parts []writtenPart
	var sign byte
	for s = report.Fold(strings.ReplaceAll(s, ".", "-")); s != ""; {
		n := 0
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		kind := inDigits
		if n == 0 {
			kind = inLetters
			for n < len(s) && 'a' <= s[n] && s[n] <= 'z' {
				n++
			}
		}
		switch joins := kind == inLetters && slices.Contains([]string{"to", "until", "till", "through", "and", "of", "st", "nd", "rd", "th"}, s[:n]); {
		case n == 0:
			sign = s[0]
			n = 1
		case !joins:
			parts = append(parts, writtenPart{kind, s[:n], sign})
			sign = 0
		}
		s = s[n:]
	}
	return parts
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isYear says whether a part is a number of four digits.
func (p writtenPart) isYear() bool { return p.kind == inDigits && len(p.text) == 4 }

// meantPeriod is the period that a word probably means: itself, where it is one.
func meantPeriod(s string) (report.Period, bool) {
	if len(s) > longestSlip {
		return report.Period{}, false
	}
	if p, err := report.ParsePeriod(s); err == nil {
		return p, true
	}
	return periodOf(partsOf(s))
}

// periodOf is the period that parts with one year among them mean.
func periodOf(parts []writtenPart) (report.Period, bool) {
	at := slices.IndexFunc(parts, writtenPart.isYear)
	if at < 0 || len(parts) > 3 {
		return report.Period{}, false
	}
	p := report.Period{Year: report.ParseYear(parts[at].text)}
	rest := slices.Delete(slices.Clone(parts), at, at+1)
	switch p.Half = halfOf(rest); {
	case p.Year == 0:
		return report.Period{}, false
	case len(rest) == 0:
		return p, true
	}
	return p, p.Half > 0
}

// halfOf is the half of a year that the parts beside it mean; 0 for none.
func halfOf(rest []writtenPart) int {
	if len(rest) == 2 && rest[0].kind == inDigits && rest[1].kind == inLetters {
		rest = []writtenPart{rest[1], rest[0]} // 1H
	}
	switch {
	case len(rest) == 1 && rest[0].kind == inDigits:
		n, _ := strconv.Atoi(rest[0].text)
		if len(rest[0].text) == 1 && n <= 2 {
			return n
		}
		return halfOfMonth(n)
	case len(rest) == 1:
		return halfOfMonth(monthNamed(rest[0].text))
	case len(rest) == 2 && rest[1].kind == inDigits:
		n, _ := strconv.Atoi(rest[1].text)
		switch name := rest[0].text; {
		case rest[0].kind == inDigits: // a day
			if month, _ := strconv.Atoi(name); len(name) == 2 && len(rest[1].text) == 2 && n >= 1 && n <= 31 {
				return halfOfMonth(month)
			}
		case slices.Contains([]string{"h", "hy", "half", "s", "sem", "semester"}, name) && n <= 2:
			return n
		case slices.Contains([]string{"q", "quarter"}, name) && n >= 1 && n <= 4:
			return (n + 1) / 2
		case n >= 1 && n <= 31:
			return halfOfMonth(monthNamed(name))
		}
	case len(rest) == 2 && rest[1].text == "half":
		return max(0, 1+slices.Index([]string{"first", "second"}, rest[0].text))
	}
	return 0
}

// halfOfMonth is the half in which a month from 1 to 12 lies; 0 for another number.
func halfOfMonth(month int) int {
	if month < 1 || month > 12 {
		return 0
	}
	return (month + 5) / 6
}

// monthNamed is the month that a word begins to name, in three letters or more; 0 for
// none.
func monthNamed(word string) int {
	if len(word) < 3 {
		return 0
	}
	return 1 + slices.IndexFunc([]string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	}, func(name string) bool { return strings.HasPrefix(name, word) })
}

// MeantRange is the range of periods that an item of a list probably means.
func MeantRange(s string) (report.PeriodRange, bool) {
	if len(s) > longestSlip {
		return report.PeriodRange{}, false
	}
	if r, err := report.ParsePeriodRange(s); err == nil {
		return r, true
	}
	if from, to, found := strings.Cut(strings.ReplaceAll(s, "…", ".."), ".."); found {
		return rangeOf(partsOf(from), partsOf(to))
	}
	parts := partsOf(s)
	var years []int
	for i, p := range parts {
		if p.isYear() {
			years = append(years, i)
		}
	}
	switch {
	case len(years) == 2 && years[0] == 0:
		return rangeOf(parts[:years[1]], parts[years[1]:])
	case len(years) == 2:
		return rangeOf(parts[:years[0]+1], parts[years[0]+1:])
	case len(years) == 1 && years[0] == 0 && len(parts) == 2 && parts[1].sign == '/':
		if r, ok := rangeOf(parts[:1], parts[1:]); ok && r.To.Year == r.From.Year+1 {
			return r, true // 2011/12 is two years, and 2011-12 a month
		}
	}
	if p, ok := periodOf(parts); ok {
		return report.PeriodRange{From: p, To: p}, true
	}
	if len(years) == 1 && years[0] == 0 && len(parts) == 2 {
		return rangeOf(parts[:1], parts[1:])
	}
	return report.PeriodRange{}, false
}

// longestShort is how many years a range may cover whose later year has two digits: of
// more, they are rather a mistake.
const longestShort = 30

// rangeOf is the range between two ends, of which one may be open and the later may
// have a year of two digits; the earlier end is put first.
func rangeOf(from, to []writtenPart) (r report.PeriodRange, ok bool) {
	ends := [2]*report.Period{&r.From, &r.To}
	for i, parts := range [2][]writtenPart{from, to} {
		if len(parts) == 0 {
			continue
		}
		if i == 1 && len(parts) == 1 && parts[0].kind == inDigits && len(parts[0].text) == 2 && r.From.Year > 0 {
			n, _ := strconv.Atoi(parts[0].text)
			*ends[i] = report.Period{Year: r.From.Year/100*100 + n}
			if span := r.To.Year - r.From.Year; span < 1 || span > longestShort {
				return report.PeriodRange{}, false
			}
			continue
		}
		if *ends[i], ok = periodOf(parts); !ok {
			return report.PeriodRange{}, false
		}
	}
	if r.From != (report.Period{}) && r.To != (report.Period{}) && r.From.Compare(r.To) > 0 {
		r.From, r.To = r.To, r.From
	}
	_, err := report.ParsePeriodRange(r.String())
	return r, err == nil && r != (report.PeriodRange{})
}
