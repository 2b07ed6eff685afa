package print

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
)

// Who reports what has no sums: it is printed as the state of each thing that a report
// could print, publisher by publisher and period by period.

// gatherCoverage finds the publishers of the coverage view, and the sources of those that
// its search and its top leave.
func gatherCoverage(p *Document) {
	p.choose(nil)
	p.covers = p.engine.Coverage(p.Query)
	found := map[string]bool{}
	for _, r := range p.covers.Reporters {
		for _, slot := range r.Slots {
			for _, id := range slot.Sources {
				found[id] = true
			}
		}
	}
	p.Sources = slices.DeleteFunc(slices.Clone(p.Sources), func(s report.Source) bool { return !found[s.ID] })
}

func countReporters(p *Document) (shown, of int) { return len(p.covers.Reporters), p.covers.Of }

// asked are the columns that are told of each publisher: all that reports print, and the
// measure where it is none of them.
func (p *Document) asked() (columns []report.Column) {
	for c := range report.Column(report.NumPrinted) {
		columns = append(columns, c)
	}
	if !slices.Contains(columns, p.covers.Measure) {
		columns = append(columns, p.covers.Measure)
	}
	return columns
}

// coverageData has a line for each publisher, period and column. A year that is printed as
// one is one period.
func coverageData(p *Document) relation {
	return relation{columns: []string{"publisher", "name", "period", "column", "state", "source"}, lines: func(yield func([]value) bool) {
		columns := p.asked()
		line := make([]value, 6)
		for i := range p.covers.Reporters {
			r := &p.covers.Reporters[i]
			for at := range r.Slots {
				slot := &r.Slots[at]
				line[0], line[1], line[2], line[5] = text(r.ID), text(r.Name), term(slot.Period.String()), words(slot.Sources)
				for _, c := range columns {
					line[3], line[4] = term(c.String()), term(p.stateOf(r, c, at).String())
					if !yield(line) {
						return
					}
				}
			}
		}
	}}
}

// stateOf is the state of a column in a slot of a publisher. One that it never prints is
// as the others are where there are no records.
func (p *Document) stateOf(r *answer.Reporter, c report.Column, at int) answer.Covered {
	if i := slices.Index(r.Columns, c); i >= 0 {
		return r.Cells[i][at].Covered
	}
	if c != p.covers.Measure && r.Slots[at].Records > 0 {
		return answer.NotPrinted
	}
	return r.Line[at].Covered
}

// reporters say of each publisher since when it reports, where its reports have gaps, and
// how many days after a period each came out.
func reporters(p *Document) (name string, objects [][]byte) {
	orNull := func(of report.Period) []byte {
		if of == (report.Period{}) {
			return []byte("null")
		}
		return quote(of.String())
	}
	for _, r := range p.covers.Reporters {
		var gaps, lags [][]byte
		for _, g := range r.Gaps {
			gaps = append(gaps, (&object{}).text("from", g.From.String()).text("to", g.To.String()).
				raw("known", strconv.AppendBool(nil, g.NotHere)).text("what", g.What).bytes())
		}
		for _, l := range r.Lags {
			days := number(strconv.Itoa(l.Lo))
			if l.Lo != l.Hi {
				days += number(".." + strconv.Itoa(l.Hi))
			}
			lags = append(lags, (&object{}).text("period", l.Period.String()).text("source", l.Source).raw("days", days.json()).bytes())
		}
		objects = append(objects, (&object{}).text("publisher", r.ID).text("name", r.Name).
			raw("first", orNull(r.First)).raw("last", orNull(r.Last)).raw("half_years", strconv.AppendInt(nil, int64(r.Halves), 10)).
			raw("gaps", inline(gaps)).raw("lags", inline(lags)).bytes())
	}
	return "publishers", objects
}

// coverageTable has a line for each publisher, with what there is to say of it after its
// periods; of one publisher, a line for each column.
func coverageTable(p *Document, f answer.Format, _ []report.Column) *Table {
	c := p.covers
	t := &Table{Name: "Publisher", Across: Periods, About: &answer.Result{Total: p.Answer.Total}}
	for _, period := range c.Periods {
		t.Heads = append(t.Heads, Head{Text: period.String(), Words: true, Narrow: true})
	}
	var stand [answer.NumCovered]bool
	line := func(name string, r *answer.Reporter, cells []answer.CoverCell) Line {
		l := Line{Name: name}
		for at, slot := range r.Slots {
			state := cells[at].Covered
			stand[state] = true
			for half := range slot.Len {
				l.Cells = append(l.Cells, Cell{
					Text: state.Label(), Sign: string(state.Mark(f.ASCII)), Faint: state >= answer.NotPrinted, Joined: half > 0,
				})
			}
		}
		return l
	}
	if len(c.Reporters) == 1 {
		r := &c.Reporters[0]
		t.Name = "Column"
		if !slices.Contains(r.Columns, c.Measure) {
			t.Lines = append(t.Lines, line(c.Measure.Label(), r, r.Line))
		}
		for i, column := range r.Columns {
			t.Lines = append(t.Lines, line(column.Label(), r, r.Cells[i]))
		}
		if soon := soonOf(r, f); soon != "" {
			t.say(fmt.Sprintf("those of its reports that have a date came out after %s", soon+r.SoonOf()))
		}
	} else {
		for i := range c.Reporters {
			r := &c.Reporters[i]
			l := line(r.Name, r, r.Line)
			if reasonsOf(r) != "" {
				l.BreakAt = r.ID
			}
			t.Lines = append(t.Lines, l)
		}
		t.about(c.Reporters, f)
	}
	for state, stands := range stand {
		if state := answer.Covered(state); stands {
			t.Key = append(t.Key, KeyEntry{string(state.Mark(f.ASCII)), state.Label(), state.Means()})
		}
	}
	t.say(p.wholeYears()...)
	return t
}

// reasons are notes of why something is not printed, or not here: one of each publisher.
func (p *Document) reasons() (notes []report.Note) {
	for i := range p.covers.Reporters {
		if text := reasonsOf(&p.covers.Reporters[i]); text != "" {
			r := &p.covers.Reporters[i]
			notes = append(notes, report.Note{ID: r.ID, Scope: "publisher=" + r.ID, Text: r.Name + ", " + text})
		}
	}
	return notes
}

// reasonsOf says why, each reason after the times that it holds of: "2009-H2 to 2013-H1:
// Countries with fewer than 30 requests were left out."
func reasonsOf(r *answer.Reporter) string {
	times := newStatements()
	begun := map[string]report.Period{}
	for at, slot := range r.Slots {
		for _, why := range slot.Why {
			if at == 0 || !slices.Contains(r.Slots[at-1].Why, why) {
				begun[why] = slot.Period
			}
			if at == len(r.Slots)-1 || !slices.Contains(r.Slots[at+1].Why, why) {
				time := answer.CoverGap{From: begun[why], To: slot.Period}
				times.add(why, time.Span())
			}
		}
	}
	var said []string
	for _, why := range times.texts {
		said = append(said, report.JoinWords(times.names[why])+": "+why)
	}
	return strings.Join(said, " ")
}

// told is what there is to say of a publisher beside its periods, under a head.
var told = [...]struct {
	head   string
	number bool
	says   func(*answer.Reporter, answer.Format) string
}{
	{"Figures here", false, func(r *answer.Reporter, _ answer.Format) string { return r.Here(" to ") }},
	{"Silent after", false, func(r *answer.Reporter, _ answer.Format) string {
		if !r.Silent() {
			return ""
		}
		return r.Until.String()
	}},
	{"Half-years", true, func(r *answer.Reporter, f answer.Format) string { return f.Count(int64(r.Halves)) }},
	{"Out after", false, outAfter},
}

func soonOf(r *answer.Reporter, f answer.Format) string {
	if f.ASCII {
		return r.Soon("-")
	}
	return r.Soon("–")
}

// outAfter says how soon after a period its reports came out, and of how many half-years that is
// known: "2–3 months, 12 of 27".
func outAfter(r *answer.Reporter, f answer.Format) string {
	soon := soonOf(r, f)
	if soon == "" || r.Dated() >= r.Reports {
		return soon
	}
	return fmt.Sprintf("%s, %d of %d", soon, r.Dated(), r.Reports)
}

// about has a column for each thing that is told of any of the publishers.
func (t *Table) about(reporters []answer.Reporter, f answer.Format) {
	for _, fact := range told {
		texts := make([]string, len(reporters))
		for i := range reporters {
			texts[i] = fact.says(&reporters[i], f)
		}
		if strings.Join(texts, "") == "" {
			continue
		}
		t.Heads = append(t.Heads, Head{Text: fact.head, Words: !fact.number, Aside: true})
		for i, text := range texts {
			t.Lines[i].Cells = append(t.Lines[i].Cells, Cell{Text: text})
		}
	}
}

// wholeYears says which publishers print which years as one.
func (p *Document) wholeYears() []string {
	byYears := newStatements()
	for _, r := range p.covers.Reporters {
		var years []string
		for _, slot := range r.Slots {
			if slot.Len > 1 {
				years = append(years, slot.Period.String())
			}
		}
		if len(years) > 0 {
			byYears.add(report.JoinWords(years), r.Name)
		}
	}
	var said []string
	for _, years := range byYears.texts {
		said = append(said, fmt.Sprintf("printed as one year, not as halves: %s of %s", years, byYears.whose(years)))
	}
	return said
}
