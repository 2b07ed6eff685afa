package story

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
)

// directives are what a block of daylight can say besides its question, and who reads it.
var directives = []struct {
	name       string
	figures    bool // it is about figures …
	publishers bool // … and also about a view of publishers
	read       func(r *reader, live *model.Live, first word, rest []word)
}{
	{"highlight", true, true, (*reader).highlight},
	{"play", true, false, (*reader).play},
	{"axes", true, true, func(r *reader, live *model.Live, first word, rest []word) { live.Axes = r.alone(first, rest) }},
	{"large", false, false, func(r *reader, live *model.Live, first word, rest []word) { live.Large = r.alone(first, rest) }},
	{"time", false, false, (*reader).time},
}

// Directives lists what a block of daylight can say besides its question.
func Directives() (names []string) {
	for _, d := range directives {
		names = append(names, d.name)
	}
	return names
}

// fenced reads a block between fences: of daylight, or of code.
func (r *reader) fenced(n *ast.FencedCodeBlock) {
	if isOpen(n) {
		r.fail(n.Pos(), "this block is not closed: write a line of ``` below it")
	}
	if n.Info != nil {
		language := string(n.Language(r.source))
		if near, ok := query.Nearest(language, []string{"daylight"}); ok && language != near {
			r.fail(n.Info.Segment.Start, "unknown block %q, did you mean %q", report.Clip(language), near)
			language = near
		}
		if language == "daylight" {
			if rest := words(string(n.Info.Segment.Value(r.source)), n.Info.Segment.Start); len(rest) > 1 {
				r.fail(rest[1].at, "what a block says stands below its first line: write %q there", report.Clip(rest[1].text))
			}
			r.live(n)
			return
		}
	}
	r.code(n)
}

// live reads a block of daylight: the lines of its question, and a directive a line.
func (r *reader) live(n *ast.FencedCodeBlock) {
	if r.blocks = append(r.blocks, n.Pos()); len(r.blocks) > 1 {
		r.fail(n.Pos(), "a slide shows one view, and there is one on line %d: give this one a slide of its own", r.line(r.blocks[0]))
	}
	var asked pieced
	type directive struct {
		which int
		words []word
	}
	var said []directive
	given := map[int]bool{}
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		if i == maxLines {
			r.fail(line.Start, "a view is asked for on at most %d lines: take some away", maxLines)
			break
		}
		list := words(string(r.source[line.Start:line.Stop]), line.Start)
		if len(list) == 0 || strings.HasPrefix(list[0].text, "#") {
			continue
		}
		which := slices.Index(Directives(), strings.ToLower(list[0].text))
		switch {
		case which >= 0 && given[which]:
			r.fail(list[0].at, "%s stands here twice: keep one", directives[which].name)
		case which >= 0:
			given[which] = true
			said = append(said, directive{which, list})
		case !strings.Contains(list[0].text, "=") && r.unlikeAQuestion(list[0]):
			r.misspelled(list)
		default:
			asked.add(string(r.source[line.Start:line.Stop]), line.Start)
		}
	}
	live := &model.Live{}
	q, ok := r.ask(asked)
	live.Query = q
	if ok && !r.absent(asked) && r.engine.Result(q).Groups == 0 {
		begins := n.Pos()
		if list := words(string(asked.text), 0); len(list) > 0 {
			begins = asked.at(list[0].at)
		}
		r.fail(begins, "no record matches this question: leave a filter out")
	}
	// A question that cannot be read has no rows to highlight.
	for _, d := range said {
		of := directives[d.which]
		if ok && of.figures && q.View.Fixed() && !(of.publishers && q.View.OfPublishers()) {
			r.fail(d.words[0].at, "%s changes nothing in view=%s, which shows no figures: leave it out", of.name, q.View)
		} else if ok || of.name != "highlight" {
			of.read(r, live, d.words[0], d.words[1:])
		}
	}
	if len(r.blocks) == 1 {
		r.slide.Live = live
	}
}

// misspelled refuses a line that is neither a directive nor of a question.
func (r *reader) misspelled(line []word) {
	name := strings.TrimSuffix(strings.ToLower(line[0].text), ":")
	for _, k := range query.Keys() {
		if k.Name == name && len(line) > 1 {
			r.fail(line[0].at, "a question is written as key=value, did you mean %q", report.Clip(k.Name+"="+line[1].text))
			return
		}
	}
	r.fail(line[0].at, "%s", unknown("directive", line[0].text, Directives()))
}

// unlikeAQuestion says whether the first word of a line is nearer to a directive than to anything that a
// question could say.
func (r *reader) unlikeAQuestion(first word) bool {
	if _, near := query.Nearest(first.text, Directives()); near {
		return true
	}
	_, err := query.Parse(first.text, r.data)
	wrong := (*query.ParseError)(nil)
	return errors.As(err, &wrong) && wrong.Nearest == ""
}

// ask reads a question, with all its mistakes: each is taken out of the text, and the rest is read again.
func (r *reader) ask(asked pieced) (query.Query, bool) {
	text := bytes.Clone(asked.text)
	for mistakes := 0; ; mistakes++ {
		q, err := query.Parse(string(text), r.data)
		if err == nil {
			return q, mistakes == 0
		}
		wrong := (*query.ParseError)(nil)
		if !errors.As(err, &wrong) || wrong.Token == "" || mistakes == maxMistakes {
			r.fail(asked.at(0), "%v", err)
			return query.Query{}, false
		}
		r.fail(asked.at(wrong.Offset), "%v", err)
		for i := range wrong.Token {
			text[wrong.Offset+i] = ' '
		}
	}
}

// absent refuses a question of a time that no report covers: nothing can be said of it. A year that is
// printed whole can be compared with in halves, but does not lie in one.
func (r *reader) absent(asked pieced) (found bool) {
	for _, w := range words(string(asked.text), 0) {
		name, value, _ := strings.Cut(w.text, "=")
		if name = strings.ToLower(name); name != "period" && name != "against" {
			continue
		}
		for _, item := range strings.Split(value, ",") {
			span, err := report.ParsePeriodRange(strings.ToUpper(item))
			if err != nil {
				continue
			}
			in := span.Span()
			if name == "against" {
				in.From, in.To = report.Period{Year: span.From.Year}.Start(), report.Period{Year: span.To.Year}.End()
			}
			if !r.covered(in, span, asked.at(w.at)) {
				found = true
			}
		}
	}
	return found
}

// covered refuses a time in which no report lies.
func (r *reader) covered(in report.Span, span report.PeriodRange, at int) bool {
	periods := r.data.Periods
	if len(periods) == 0 || slices.ContainsFunc(periods, in.Holds) {
		return true
	}
	r.fail(at, "no report covers %s: they cover %s to %s", span, periods[0], periods[len(periods)-1])
	return false
}

// alone refuses words behind a directive that takes none.
func (r *reader) alone(first word, rest []word) bool {
	if len(rest) > 0 {
		r.fail(rest[0].at, "%s takes nothing: %q is left over", first.text, report.Clip(rest[0].text))
	}
	return true
}

// time reads how long a slide takes.
func (r *reader) time(_ *model.Live, first word, rest []word) {
	if len(rest) == 0 {
		r.fail(first.at, "time has no value: write minutes and seconds, as in time 2m or time 1m30s")
		return
	}
	var text []string
	for _, w := range rest {
		text = append(text, w.text)
	}
	r.planned(strings.Join(text, " "), rest[0].at)
}

// play reads how periods run by: which ones, how fast, in which order of rows, each where it is given.
func (r *reader) play(live *model.Live, _ word, rest []word) {
	p := &model.Play{}
	live.Play = p
	ranged, paced := false, false
	for i := 0; i < len(rest); i++ {
		w := rest[i]
		text := strings.ToLower(w.text)
		pace, err := time.ParseDuration(text)
		switch {
		case text == "by":
			if i+1 == len(rest) || strings.ToLower(rest[i+1].text) != "rank" {
				r.fail(w.at, "the order of rows is %q: write it, or leave it out for one order throughout", "by rank")
				return
			}
			i++
			p.ByRank = true
		case err == nil && paced:
			r.fail(w.at, "play has two paces: keep one")
		case err == nil:
			paced = true
			if pace < 100*time.Millisecond || pace > time.Minute {
				r.fail(w.at, "%q is no pace that can be followed: write between 100ms and 1m", report.Clip(w.text))
				continue
			}
			p.Pace = int(pace / time.Millisecond)
		case text == "rank":
			r.fail(w.at, "the order of rows is %q: write it, or leave it out for one order throughout", "by rank")
		case ranged:
			r.fail(w.at, "%q is left over: play takes periods, a pace and by rank, as in play 2012..2025 800ms by rank", report.Clip(w.text))
		case text[0] < '0' || text[0] > '9':
			if text[0] != '.' {
				r.fail(w.at, "unknown word %q: play takes periods, a pace and by rank, as in play 2012..2025 800ms by rank", report.Clip(w.text))
				continue
			}
			fallthrough
		default:
			ranged = true
			p.Periods = r.periods(w)
		}
	}
}

// periods reads a list of periods.
func (r *reader) periods(w word) query.PeriodFilter {
	q, err := query.Parse("period="+w.text, r.data)
	if err != nil {
		r.fail(w.at, "%v", err)
		return query.PeriodFilter{}
	}
	for _, span := range q.Period.Ranges {
		r.covered(span.Span(), span, w.at)
	}
	return q.Period
}

// highlight reads the rows that are strong while the others are dim.
func (r *reader) highlight(live *model.Live, first word, rest []word) {
	if len(rest) == 0 {
		r.fail(first.at, "highlight names no row: write the ids of some, as in highlight GB,FR")
		return
	}
	by := live.Query.By
	var ids []string
	if live.Query.View.OfPublishers() {
		by = query.ByPublisher
		for _, reporter := range r.engine.Coverage(live.Query).Reporters {
			ids = append(ids, reporter.ID)
		}
	} else {
		for _, row := range r.engine.Result(live.Query).Rows {
			ids = append(ids, row.ID)
		}
	}
	named := 0
	for _, w := range rest {
		at := w.at
		for _, item := range strings.Split(w.text, ",") {
			if item != "" {
				if named++; named > maxRows {
					r.fail(at, "highlight names at most %d rows: point at few", maxRows)
					return
				}
				if id, ok := r.rowNamed(by, ids, item, at); ok && !slices.Contains(live.Highlight, id) {
					live.Highlight = append(live.Highlight, id)
				}
			}
			at += len(item) + 1
		}
	}
}

// rowNamed is the id of the row that a word names.
func (r *reader) rowNamed(by query.Dimension, ids []string, item string, at int) (string, bool) {
	if slices.Contains(ids, item) {
		return item, true
	}
	found := query.Matching(r.data, by, strings.ReplaceAll(item, "+", " "))
	switch {
	case len(found) == 1 && slices.Contains(ids, found[0]):
		return found[0], true
	case len(found) == 1:
		r.fail(at, "%q is not among the rows of this view, so it cannot be highlighted: change the question above, or leave it out", report.Clip(item))
	case len(found) > 1:
		r.fail(at, "%s %q can be %s: write one of them", by, report.Clip(item), report.OrList(found))
	default:
		said := fmt.Sprintf("unknown %s %q", by, report.Clip(item))
		if near, ok := query.Nearest(item, query.Spellings(r.data, by)); ok {
			said += fmt.Sprintf(", did you mean %q", near)
		} else if len(ids) > 0 && len(ids) <= 8 {
			said += ": write " + report.OrList(ids)
		} else {
			said += ": write the id of a row, as the view shows it"
		}
		r.fail(at, "%s", said)
	}
	return "", false
}
