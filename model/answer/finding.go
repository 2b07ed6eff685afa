package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/model/query"
	"daylight/model/report"
)

// Finding is what the figures on a screen come to, in one sentence of clauses: which row is
// highest, what came of its requests, what is most since when. The first clause can stand
// alone, and each is true without those behind it. It is empty where nothing is safe to say:
// where what is compared covers less than 95 % of the requests, where a floor may be higher
// than it looks, where publishers that measure different things are added.
type Finding struct{ clauses []string }

// String is the finding in full; "" for none.
func (f Finding) String() string { return strings.Join(f.clauses, "; ") }

// Fit is as much of the finding as takes at most so many cells, in whole clauses; "" where
// not even the first has room.
func (f Finding) Fit(width int) string {
	for n := len(f.clauses); n > 0; n-- {
		if text := strings.Join(f.clauses[:n], "; "); utf8.RuneCountInString(text) <= width {
			return text
		}
	}
	return ""
}

// sound is the fewest requests behind a rate that is singled out: one request more or less
// moves it by a percentage point at most.
const sound = 100

// Finding works out what a question's figures come to.
func (e *Engine) Finding(q query.Query, f Format) Finding {
	key := q
	if !q.View.OverPeriods() && !q.View.OneCountry() && !q.View.Few() {
		key.Select = ""
	}
	text := key.Key()
	if f.ASCII {
		text += " ascii"
	}
	return e.findings.get(headlineMemo, text, func() Finding {
		find := finder{e, q, f, e.Result(q)}
		find.r = withRecords(find.r)
		var clauses []string
		switch {
		case q.View.OfPublishers():
			clauses = find.ofReports()
		case find.unlike() || find.r.Total.Records == 0:
		case q.View.OneCountry():
			clauses = find.ofCountry()
		case !q.View.Groups():
		case q.By == query.ByPeriod:
			clauses = find.ofLine("", q)
		case q.View.Few() && q.View.OverPeriods(): // one line of a few is under the cursor
			clauses = find.ofSelected()
		case q.View.OverPeriods():
			clauses = find.ofCells()
		default:
			clauses = find.ofRows()
		}
		return Finding{clauses}
	})
}

// finder looks for what can be said of one answer.
type finder struct {
	*Engine
	q query.Query
	f Format
	r *Result
}

// unlike says whether publishers stand side by side that measure different things.
func (x *finder) unlike() bool {
	_, beside := x.UnlikeBeside(x.q)
	return beside || len(x.r.Notes) > 0 && x.r.Notes[0].ID == UnlikeNote
}

// exact says whether a figure is known to the digit and stands for all requests.
func exact(f Figure) bool {
	return f.Reported && f.Marks&^Halved == 0 && !f.IsRange()
}

// figure prints a figure of a column.
func (x *finder) figure(f Figure, c report.Column) string { return x.f.Figure(f, c) }

// ofRows singles out the highest row, or what moved most.
func (x *finder) ofRows() []string {
	c := x.q.Measured()
	if c.IsSigned() {
		return x.ofChange()
	}
	rows := x.r.Rows
	if x.q.View.Few() {
		rows = slices.DeleteFunc(slices.Clone(x.Few(x.q)), noRecord)
	}
	whole := rows[:0:0]
	for i := range rows {
		if !apart(x.q.By, rows[i].ID) && (!c.Rests() && !c.IsPerPeople() || rows[i].Figures[report.Requests].Lo >= sound) {
			whole = append(whole, rows[i])
		}
	}
	if len(whole) == 0 || c == report.Accounts && x.q.By == query.ByOutcome {
		return nil
	}
	if len(rows) == 1 {
		clauses := x.ofOne(&rows[0])
		if len(clauses) > 0 && x.r.Groups > 1 { // the others are hidden
			clauses[0] = report.Capital(x.named(&rows[0])) + ": " + clauses[0]
		}
		return clauses
	}
	top := x.highest(whole, c)
	if top == nil || c.Rests() && !covered(rows, c) || x.q.By == query.ByGroup || !x.alongside(rows) { // groups share their members
		return nil
	}
	these := ""
	if x.cut() && (top.Rank != 1 || c.Rests()) {
		these = "these "
	}
	among := ""
	switch {
	case c.Rests() || c.IsPerPeople():
		among = fmt.Sprintf("of %s%s with %d+ requests, ", these, x.q.RowsWord(2), sound)
	case these != "":
		among = fmt.Sprintf("of %s%d %s, ", these, len(rows), x.q.RowsWord(2))
	}
	return report.NonEmpty(report.Capital(among+x.highestIs(top, c)), x.came(top, c), x.beside(c))
}

// covered says whether the rows that are compared report a rate of 95 % of their requests: else
// those that print nothing might stand above the highest.
func covered(rows []Row, c report.Column) bool {
	rated, all := 0., 0.
	for i := range rows {
		requests := float64(rows[i].Figures[report.Requests].Hi)
		if all += requests; rows[i].Figures[c].Reported {
			rated += requests * rows[i].Figures[c].Covers
		}
	}
	return rated >= wellCovered*all
}

// alongside says whether rows that are services or types have records of the same time: those
// that others were split from or joined with say how reports are cut, not what was asked.
func (x *finder) alongside(rows []Row) bool {
	if x.q.By != query.ByService && x.q.By != query.ByType {
		return true
	}
	var first Times
	for i := range rows {
		times := x.Shown(x.about(rows[i].ID))
		if i > 0 && !slices.Equal(times, first) {
			return false
		}
		first = times
	}
	return true
}

// cut says whether not all rows of the filter are there to be compared.
func (x *finder) cut() bool {
	return x.q.Search != "" || x.q.Top > 0 || x.q.View.Few() || x.q.Min > 0 && x.r.Small > 0
}

// highest is the row with the greatest figure of a column, where that is sure: no other
// may be as great, whatever its floor, its range or what is not itemised hides, nor cover
// too little to tell.
func (x *finder) highest(rows []Row, c report.Column) *Row {
	var top *Row
	for i := range rows {
		if f := rows[i].Figures[c]; f.Reported && (top == nil || f.Value(c) > top.Figures[c].Value(c)) {
			top = &rows[i]
		}
	}
	if top == nil || !exact(top.Figures[c]) {
		return nil
	}
	rest := &order{finder: &finder{x.Engine, x.q, x.f, x.r}}
	if rest.r.Small > 0 || x.cut() { // what is not itemised may be hidden
		rest.q.Search, rest.q.Top, rest.q.Min, rest.q.Pins = "", 0, query.EveryRow, nil
		rest.r = x.Result(rest.q)
	}
	left, err := rest.leftOver(c)
	if err != nil || !x.cut() && left(nil) >= top.Figures[c].Value(c) {
		return nil // a row that no table lists may have all of it
	}
	for i := range rows {
		f := rows[i].Figures[c]
		most := f.Value(c)
		if c.IsCount() {
			most = float64(f.Hi)
		}
		if lead := top.Figures[c].Value(c) - most; lead > 0 && left(nil) >= lead {
			most += left(&rows[i])
		}
		switch {
		case &rows[i] == top:
		case !f.Reported && c.IsCount(), f.Marks.Has(Floor), f.Marks.Has(Part), f.Marks.Has(Approx) && !c.IsCount():
			return nil
		case f.Reported && most >= top.Figures[c].Value(c):
			return nil
		}
	}
	return top
}

// named is a row as the subject or the object of a sentence.
func (x *finder) named(row *Row) string {
	switch x.q.By {
	case query.ByCountry, query.ByRegion:
		return report.The(row.Name)
	case query.ByGroup:
		name, _, _ := strings.Cut(row.Name, ",")
		return "the " + name
	case query.ByType:
		return requestsOf(row.Name)
	case query.ByOutcome:
		return report.LowerFirst(row.Name)
	}
	return inParts(row.Name)
}

// asks says whether the rows are those who ask, rather than who was asked or what for.
func (x *finder) asks() bool {
	return x.q.By == query.ByCountry || x.q.By == query.ByRegion || x.q.By == query.ByGroup
}

// highestIs says of the highest row that it is.
func (x *finder) highestIs(row *Row, c report.Column) string {
	name, figure := x.named(row), x.figure(row.Figures[c], c)
	requests := x.figure(row.Figures[report.Requests], report.Requests)
	of := "requests to " + name
	to := "to " + name
	switch {
	case x.asks():
		of = "requests of " + name
	case x.q.By == query.ByType:
		of, to = name, "for "+name
	default:
		to = "by " + name
	}
	switch c {
	case report.Requests, report.Share:
		total, named, share := x.shareOf(x.r, row)
		most := "the largest part"
		if own := row.Figures[report.Share]; exact(own) && own.Rate > 0.5 {
			most = "most"
		}
		text := name + " asked most: "
		switch filtered := len(x.q.Outcome.IDs) > 0; {
		case filtered && x.asks():
			text = most + " of them came from " + name + ": "
		case filtered && x.q.By != query.ByOutcome:
			text = most + " of them were " + name + ": "
			if x.q.By != query.ByType {
				text = most + " of them went to " + name + ": "
			}
		case x.q.By == query.ByOutcome:
			text = "the most frequent outcome was " + name + ": "
		case x.q.By == query.ByType:
			text = most + " were " + name + ": "
		case !x.asks():
			text = name + " was asked most: "
		}
		if !exact(row.Figures[report.Requests]) {
			return text + figure
		}
		if text += requests; share.Reported {
			of := x.figure(total, report.Requests)
			if named != "" {
				of = "the " + of + named
			}
			text += fmt.Sprintf(" of %s (%s)", of, x.figure(share, report.Share))
		}
		return text
	case report.Accounts:
		return of + " named most accounts: " + figure
	case report.DisclosedRate:
		return fmt.Sprintf("data was disclosed most often %s: in %s (%s requests)", to, figure, requests)
	case report.ContentRate:
		return fmt.Sprintf("content was disclosed most often %s: in %s (%s requests)", to, figure, requests)
	case report.RejectedRate:
		return fmt.Sprintf("%s were rejected most often: %s (%s requests)", of, figure, requests)
	}
	switch {
	case c == report.AccountsPerRequest:
		return fmt.Sprintf("%s named most accounts each: %s (%s requests)", of, figure, requests)
	case c == report.PerMillion && x.asks() && !x.q.Outcome.Restricts():
		return fmt.Sprintf("%s asked most per million people: %s a year (%s requests)", name, figure, requests)
	}
	return fmt.Sprintf("%s were most for %s: %s a year (%s requests)", strings.ToLower(c.Label()), name, figure, requests)
}

// shareOf is the share of a row, and of how many requests. Of those that are not itemised nobody
// knows whose they are: who asks has a share of the others, which named says, but for a country
// that all those tables list. The share is not
// reported where it is not certain.
func (x *finder) shareOf(r *Result, row *Row) (total Figure, named string, part Figure) {
	total, part = r.Total.Figures[report.Requests], row.Figures[report.Share]
	requests := row.Figures[report.Requests]
	if !exact(total) || !exact(part) || !exact(requests) {
		return total, "", Figure{}
	}
	if !x.asks() && !x.q.View.OneCountry() {
		return total, "", part
	}
	every := r.Query
	every.By, every.Search, every.Top, every.Min, every.Pins, every.Sort = query.ByCountry, "", 0, query.EveryRow, nil, query.Sort{}
	countries := x.Result(every).Rows
	at := Find(countries, report.NotItemised)
	if at < 0 {
		return total, "", part
	}
	if o := (order{finder: &finder{x.Engine, every, x.f, r}}); o.listedWithTheRest()(row.ID) {
		return total, "", part
	}
	switch rest := countries[at].Figures[report.Requests]; {
	case !exact(rest) || rest.Lo >= total.Lo:
		return total, "", Figure{}
	case rest.Lo > 0:
		total.Lo, total.Hi = total.Lo-rest.Lo, total.Hi-rest.Lo
		part.Rate = float64(requests.Lo) / float64(total.Lo)
		named = " that name their country"
	}
	return total, named, part
}

// came says what came of the requests of the highest row, where that is not what it is the
// highest of.
func (x *finder) came(row *Row, c report.Column) string {
	if c != report.Requests && c != report.Share || x.q.By == query.ByOutcome || len(x.q.Outcome.IDs) > 0 {
		return ""
	}
	for _, rate := range []report.Column{report.ContentRate, report.DisclosedRate} {
		if f := row.Figures[rate]; exact(f) {
			what := map[report.Column]string{report.ContentRate: "content", report.DisclosedRate: "data"}[rate]
			part := x.figure(f, rate)
			if f.Rate == 0 && f.Covers >= 1 {
				part = "none"
			}
			return fmt.Sprintf("%s was disclosed in %s", what, part)
		}
	}
	return ""
}

// beside is the figure of everything, of a rate that is singled out.
func (x *finder) beside(c report.Column) string {
	if f := x.r.Total.Figures[c]; !c.IsCount() && !c.Adds() && exact(f) {
		if c.IsPerPeople() && !x.q.Country.Restricts() && !x.q.Region.Restricts() && !x.q.Group.Restricts() {
			return "worldwide " + x.figure(f, c) // of all people, those of countries that did not ask too
		}
		return "in all " + x.figure(f, c)
	}
	return ""
}

// ofOne says what came of the requests of the one row that there is.
func (x *finder) ofOne(row *Row) []string {
	requests := row.Figures[report.Requests]
	if !exact(requests) || requests.Lo < 2 || x.q.By == query.ByOutcome {
		return nil
	}
	var clauses []string
	for _, c := range []report.Column{report.DisclosedRate, report.ContentRate, report.RejectedRate} {
		if f := row.Figures[c]; exact(f) {
			text := map[report.Column]string{
				report.DisclosedRate: "data was disclosed in %s", report.ContentRate: "content in %s", report.RejectedRate: "%s were rejected",
			}[c]
			part := x.figure(f, c)
			if f.Rate == 0 && f.Covers >= 1 {
				part = "none"
			}
			if clauses = append(clauses, fmt.Sprintf(text, part)); len(clauses) == 1 {
				clauses = []string{x.f.Count(requests.Lo) + " requests", clauses[0]}
			}
		}
	}
	return clauses
}

// ofChange says how all requests moved, and which row moved most with them.
func (x *finder) ofChange() []string {
	total := &x.r.Total
	change, about := total.Figures[report.Change], total.Compare
	if about == nil || about.Base || !change.Reported || change.Marks&^Halved != 0 || !exact(about.Now) || !exact(about.Before) {
		return nil
	}
	subject := "Requests"
	if about.Covers < 1 { // the counts are without the others
		subject = "Requests that can be compared"
	}
	verb := "rose by "
	size := change
	switch {
	case change.Rate < 0:
		verb, size.Rate = "fell by ", -size.Rate
	case change.Rate == 0:
		return []string{subject + " stood as before, on " + about.Against}
	}
	text := strings.TrimLeft(x.figure(size, report.Change), "+")
	before := x.f.Count(about.Before.Lo)
	if about.Scaled || change.Marks.Has(Halved) {
		before += " in as many months, scaled"
	}
	clauses := []string{fmt.Sprintf("%s %s%s on %s: %s in %s after %s", subject, verb, text, about.Against, x.f.Count(about.Now.Lo), about.Window, before)}
	var most *Row
	var unknown int64 // the most requests of a row that may have moved by all of them
	for i := range x.r.Rows {
		row := &x.r.Rows[i]
		d := row.Figures[report.Difference]
		if apart(x.q.By, row.ID) {
			continue
		}
		if !d.Reported {
			unknown = max(unknown, row.Figures[report.Requests].Hi)
			continue
		}
		if d.Marks&^Halved != 0 {
			return clauses // it may have moved more than it shows
		}
		if along := d.Rate * change.Rate; along > 0 && (most == nil || along > most.Figures[report.Difference].Rate*change.Rate) {
			most = row
		}
	}
	if most != nil && len(x.r.Rows) > 1 && !x.cut() && math.Abs(most.Figures[report.Difference].Rate) > float64(unknown) {
		clauses = append(clauses, "most of all "+x.moved(most)+": "+x.figure(most.Figures[report.Difference], report.Difference))
	}
	return clauses
}

// moved names a row whose requests moved.
func (x *finder) moved(row *Row) string {
	if x.asks() {
		return "those of " + x.named(row)
	}
	return x.named(row)
}
