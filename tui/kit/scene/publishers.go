package scene

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/model/query"
	"daylight/model/report"
)

// PublishersSentence says where not the same publishers report on some periods,
// the latest change first, and counts the changes before those that two lines of a
// screen have room for; "" where all of them do. Periods are taken by the half-year,
// so that the year of one publisher is no change beside the half-years of others.
func (k *Kit) PublishersSentence(q query.Query, periods []report.Period) string {
	stretches := StretchesOf(periods, k.Engine.Reporting(q, periods))
	if len(stretches) < 2 {
		return ""
	}
	names := func(of, but []string) string {
		of = slices.DeleteFunc(slices.Clone(of), func(id string) bool { return slices.Contains(but, id) })
		return report.JoinWords(k.Names(q, query.ByPublisher, of))
	}
	var text strings.Builder
	text.WriteString("Not the same publishers report throughout")
	before, joint := "", ": "
	say := func(word, what string) { // a word holds on until another is said
		if word == before && word != "" {
			text.WriteString(", " + what)
			return
		}
		text.WriteString(joint + word + what)
		before, joint = word, "; "
	}
	for i := len(stretches) - 1; i > 0; i-- {
		if i > 1 && utf8.RuneCountInString(text.String()) > sentenceRoom {
			return text.String() + fmt.Sprintf("; %d more changes before: %s shows all.", i, query.CoverageView.Key())
		}
		now, past := stretches[i], stretches[i-1]
		since := " since " + monthInWords(now.From)
		switch with, without := names(now.by, past.by), names(past.by, now.by); {
		case len(now.by) == 1 && i == len(stretches)-1 && now.To-now.From == halfYear:
			say("", report.Period{Year: now.From / 12, Half: 1 + now.From%12/halfYear}.String()+" "+names(now.by, nil)+" alone")
		case len(now.by) == 1:
			say("", names(now.by, nil)+" alone"+since)
		case with == "":
			say("without ", without+since)
		case without == "":
			say("with ", with+since)
		default:
			say("", "with "+with+" and without "+without+since)
		}
	}
	if first := stretches[0]; len(first.by) == 1 {
		until := report.Period{Year: (first.To - 1) / 12}
		if first.To%12 != 0 {
			until.Half = 1
		}
		say("", "until "+until.String()+" "+names(first.by, nil)+" alone")
	}
	text.WriteByte('.')
	return text.String()
}

// sentenceRoom is how long the sentence on publishers can be before another change
// is told, which takes some thirty cells.
const sentenceRoom = 130

// halfYear is how many months it has.
const halfYear = 6

// monthInWords names what begins with a month: a year or the second half of one.
func monthInWords(month int) string {
	p := report.Period{Year: month / 12}
	if month%12 >= halfYear {
		p.Half = 2
	}
	return p.String()
}

// stretch is a time in which the same publishers report: its first month, counted
// like Period.Start, and the one after its last.
type stretch struct {
	From, To int
	by       []string
}

// StretchesOf joins the half-years that the same publishers report, in time order.
// One that nobody reports is a gap in the reports, and no change of those who do.
func StretchesOf(periods []report.Period, reporting [][]string) []stretch {
	by := map[int][]string{}
	var months []int
	for i, p := range periods {
		for month := p.Start(); month < p.End() && len(reporting[i]) > 0; month += halfYear {
			if _, known := by[month]; !known {
				months = append(months, month)
			}
			by[month] = append(by[month], reporting[i]...)
		}
	}
	slices.Sort(months)
	var list []stretch
	for _, month := range months {
		ids := by[month]
		slices.Sort(ids)
		ids = slices.Compact(ids)
		if n := len(list); n > 0 && slices.Equal(list[n-1].by, ids) {
			list[n-1].To = month + halfYear
			continue
		}
		list = append(list, stretch{month, month + halfYear, ids})
	}
	return list
}

// publishersNotes are the footnotes on who reports rows that are periods, where
// those are not the same: the sums rise and fall with them. They are worked out
// once for the rows.
func (s *Scene) publishersNotes() []Footnote {
	if !s.AsRows || s.Query.By != query.ByPeriod || len(s.Result.Rows) < 2 {
		return nil
	}
	if s.Sheet.reporters == nil {
		var periods []report.Period
		for _, p := range s.Engine.Axis(s.Query) {
			if s.Query.Period.Holds(p) {
				periods = append(periods, p)
			}
		}
		s.Sheet.reporters = footnotes(s.PublishersSentence(s.Query, periods))
	}
	return s.Sheet.reporters
}
