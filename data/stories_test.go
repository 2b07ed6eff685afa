package data

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// told is a built-in story as it is read.
type told struct {
	Name string
	*model.Story
	engine *answer.Engine
}

// builtinStories reads all of them.
func builtinStories(t *testing.T) []told {
	t.Helper()
	e := answer.NewEngine(builtinData(t))
	var list []told
	for _, s := range Stories() {
		list = append(list, told{s.Name, story.Parse([]byte(s.Text), e), e})
	}
	return list
}

func TestAllStoriesAreBuiltIn(t *testing.T) {
	files, err := filepath.Glob("stories/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		if !slices.Contains(storyNames, name) {
			t.Errorf("%s is not among the stories", path)
		}
	}
	stories := Stories()
	if len(stories) != len(storyNames) || len(stories) != len(files) {
		t.Fatalf("%d stories of %d names and %d files", len(stories), len(storyNames), len(files))
	}
	for i, s := range stories {
		text, err := os.ReadFile("stories/" + s.Name + ".md")
		if s.Name != storyNames[i] || s.Title == "" || err != nil || s.Text != string(text) {
			t.Errorf("story %d is %q, %q (%v)", i, s.Name, s.Title, err)
		}
	}
}

// spoken is the text of a slide with its figures, as it stands on the screen.
func (s told) spoken(slide *model.Slide) string {
	var b strings.Builder
	for _, block := range slide.Blocks {
		for _, span := range block.Spans {
			text := span.Text
			if span.Quote != nil {
				text, _ = s.engine.Quoted(*span.Quote, answer.Format{})
			}
			b.WriteString(text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// figures are the quotes of a slide.
func figures(slide *model.Slide) (quotes []query.Quote) {
	for _, block := range slide.Blocks {
		for _, span := range block.Spans {
			if span.Quote != nil {
				quotes = append(quotes, *span.Quote)
			}
		}
	}
	return quotes
}

func TestStoriesPlay(t *testing.T) {
	for _, s := range builtinStories(t) {
		t.Run(s.Name, func(t *testing.T) {
			if len(s.Problems) > 0 {
				t.Errorf("problems: %v", s.Problems)
			}
			if n := len(s.Slides); n < 6 || n > 9 {
				t.Errorf("%d slides", n)
			}
			planned, big, axes := 0, 0, 0
			for i := range s.Slides {
				slide := &s.Slides[i]
				if slide.Broken() {
					t.Errorf("slide %d: %v", i+1, slide.Problems)
				}
				if slide.Title == "" || slide.Planned == 0 || len(slide.Notes) == 0 {
					t.Errorf("slide %d has the title %q, the time %d and %d notes", i+1, slide.Title, slide.Planned, len(slide.Notes))
				}
				planned += slide.Planned
				if words := len(strings.Fields(s.spoken(slide))); words > 50 {
					t.Errorf("slide %d has %d words: more than can be read while somebody speaks", i+1, words)
				}
				for _, block := range slide.Blocks {
					if block.Kind == model.BigNumber {
						big++
					}
				}
				for _, q := range figures(slide) {
					if text, err := s.engine.Quoted(q, answer.Format{}); err != nil || text == "" {
						t.Errorf("slide %d: {{%s}} is %q (%v)", i+1, q, text, err)
					}
				}
				live := slide.Live
				if live == nil {
					if i > 0 {
						t.Errorf("slide %d shows nothing", i+1)
					}
					continue
				}
				if live.Axes && axes == 0 {
					axes = i + 1
				}
				var rows []string
				if live.Query.View.OfPublishers() {
					for _, r := range s.engine.Coverage(live.Query).Reporters {
						rows = append(rows, r.ID)
					}
				} else {
					for _, row := range s.engine.Result(live.Query).Rows {
						rows = append(rows, row.ID)
					}
				}
				if len(rows) == 0 {
					t.Errorf("slide %d: %q has no rows", i+1, live.Query)
				}
				for _, id := range live.Highlight {
					if !slices.Contains(rows, id) {
						t.Errorf("slide %d: %s is no row", i+1, id)
					}
				}
			}
			if planned != s.Planned {
				t.Errorf("the slides are planned for %d seconds, the story for %d", planned, s.Planned)
			}
			if big == 0 || axes != 2 {
				t.Errorf("%d big numbers; the axes are explained on slide %d", big, axes)
			}
		})
	}
}

// TestSlidesShowTheirSources holds that what stands behind the figures of a slide stands behind its
// view. A change has two times, of which the view shows one.
func TestSlidesShowTheirSources(t *testing.T) {
	for _, s := range builtinStories(t) {
		for i := range s.Slides {
			slide := &s.Slides[i]
			if slide.Live == nil {
				continue
			}
			shown := s.engine.Sources(slide.Live.Query)
			for _, q := range figures(slide) {
				for _, source := range s.engine.QuoteSources(q) {
					if !q.Measure.IsSigned() && !slices.Contains(shown, source) {
						t.Errorf("%s, slide %d: %s stands behind {{%s}} and not behind its view, %q", s.Name, i+1, source.ID, q, slide.Live.Query)
					}
				}
			}
		}
	}
}

var (
	inBraces  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	inBlocks  = regexp.MustCompile("(?s)```daylight\n.*?\n```")
	timeMarks = regexp.MustCompile(`(?m)^(time:.*|<!-- time: .* -->)$`)
	someTime  = regexp.MustCompile(`\b(19|20)\d\d\b(-H[12])?`)
	numbers   = regexp.MustCompile(`\d+|%|\b(?i:one in|hundred|thousand|million|percent|per cent|third|quarter)\b`)
)

// TestNoFigureIsTyped holds that all numbers of a story are worked out, those of its notes too.
func TestNoFigureIsTyped(t *testing.T) {
	allowed := []string{
		"one request in fifty", "Who would be third", "which of them would be third cannot be said", "third in the whole report", "and is third here", "in the hundred thousands", "for each million people", "For each million people",
	}
	for _, s := range Stories() {
		text := s.Text
		for _, r := range []*regexp.Regexp{inBraces, inBlocks, timeMarks, someTime} {
			text = r.ReplaceAllString(text, "")
		}
		for line := range strings.Lines(text) {
			for _, phrase := range allowed { // which a test below holds, or which are no figures
				line = strings.ReplaceAll(line, phrase, "")
			}
			if found := numbers.FindString(line); found != "" {
				t.Errorf("%s: %q is typed in %q", s.Name, found, strings.TrimSpace(line))
			}
		}
	}
}

// asked answers questions of tests in words.
type asked struct {
	t *testing.T
	e *answer.Engine
}

// value is the value of a quote.
func (a asked) value(text string) float64 {
	a.t.Helper()
	q, err := query.ParseQuote(text, a.e.Dataset())
	if err != nil {
		a.t.Fatalf("{{%s}}: %v", text, err)
	}
	f, err := a.e.Value(q)
	if err != nil {
		a.t.Fatalf("{{%s}}: %v", text, err)
	}
	return f.Value(q.Measure)
}

// says is the text of a quote.
func (a asked) says(text string) string {
	a.t.Helper()
	q, err := query.ParseQuote(text, a.e.Dataset())
	if err != nil {
		a.t.Fatalf("{{%s}}: %v", text, err)
	}
	said, err := a.e.Quoted(q, answer.Format{})
	if err != nil {
		a.t.Fatalf("{{%s}}: %v", text, err)
	}
	return said
}

// halves are the values of a measure in the half-years of a range, and, of counts, half of those of a year.
func (a asked) halves(measure, period string) map[string]float64 {
	q, err := query.Parse("by=period period="+period, a.e.Dataset())
	if err != nil {
		a.t.Fatal(err)
	}
	c, _ := report.ColumnNamed(measure)
	values := map[string]float64{}
	for _, row := range a.e.Result(q).Rows {
		p, _ := report.ParsePeriod(row.ID)
		if f := row.Figures[c]; f.Reported {
			values[row.ID] = f.Value(c)
			if c.IsCount() && p.Half == 0 {
				values[row.ID] /= 2
			}
		}
	}
	return values
}

// extreme is the period in which a value is greatest, or least.
func extreme(values map[string]float64, sign float64) (period string) {
	best := math.Inf(-1)
	for p, v := range values {
		if sign*v > best {
			period, best = p, sign*v
		}
	}
	return period
}

// breaks says whether something else is counted from some time in a question on.
func (a asked) breaks(text string) bool {
	q, err := query.Parse(text, a.e.Dataset())
	if err != nil {
		a.t.Fatal(err)
	}
	from, to := q.Period.Ranges[0].Span().From, q.Period.Ranges[0].Span().To
	return slices.ContainsFunc(a.e.Breaks(q), func(b answer.Break) bool { return from < b.At.Start() && b.At.Start() < to })
}

// ids are the rows of a question that report more than nothing of a measure.
func (a asked) ids(text string, c report.Column) (ids []string) {
	q, err := query.Parse(text, a.e.Dataset())
	if err != nil {
		a.t.Fatal(err)
	}
	for _, row := range a.e.Result(q).Rows {
		if f := row.Figures[c]; f.Reported && f.Hi > 0 {
			ids = append(ids, row.ID)
		}
	}
	return ids
}

// TestWhatStoriesSayIsTrue holds every sentence of the stories that is no figure by itself.
func TestWhatStoriesSayIsTrue(t *testing.T) {
	a := asked{t, answer.NewEngine(builtinData(t))}
	d := a.e.Dataset()
	five := []string{"DE", "FR", "GB", "TR", "US"}
	topFive := func(period string) []string {
		ids := a.ids("period="+period+" top=5", report.Requests)
		slices.Sort(ids)
		return ids
	}
	all, since := a.halves("requests", "2012.."), a.halves("requests", "2017-H1..")
	refused, content := a.halves("rejected_rate", "2013-H1.."), a.halves("content_rate", "2013-H1..")
	place := func(country, query string) string { return a.says("rank country=" + country + " " + query) }
	for _, c := range []struct {
		story, sentence string
		holds           bool
	}{
		{"first-report", "It was the first year for which it printed them", len(a.ids("period=..2011 by=period", report.Requests)) == 0},
		{"first-report", "because some countries of the Skype table are not listed one by one", slices.Contains(a.ids("service=skype period=2012", report.Requests), report.NotItemised)},
		{"first-report", "The sixth is Taiwan: there is a step before it", place("TW", "period=2012") == "6" && a.value("requests country=TW period=2012") < 0.6*a.value("requests country=FR period=2012")},
		{"first-report", "Most requests came from", a.value("share country=DE,FR,GB,TR,US period=2012") > 0.5},
		{"first-report", "Most of them came from", a.value("share country=GB,US service=skype period=2012") > 0.5},
		{"half-a-year-later", "Most requests came from", a.value("share country=DE,FR,GB,TR,US period=2013-H1") > 0.5},
		{"first-report", "Together they made", slices.Equal(topFive("2012"), five)},
		{"first-report", "The United States names more accounts in a request than the other four", a.value("accounts_per_request country=US period=2012") > max(a.value("accounts_per_request country=TR period=2012"), a.value("accounts_per_request country=GB period=2012"), a.value("accounts_per_request country=DE period=2012"), a.value("accounts_per_request country=FR period=2012"))},
		{"first-report", "about one request in fifty", a.says("content_rate period=2012 | words") == "about one in fifty"},
		{"first-report", "its table says of no request that nothing was disclosed", len(a.ids("service=skype period=2012 outcome=no_data,nothing,rejected", report.Requests)) == 0},
		{"first-report", "one bar, and next to nothing below it", a.value("share country=US outcome=content period=2012") > 0.99},
		{"first-report", `For most countries, "refused" and "nothing found" stand in one sum`, 2*len(a.ids("service=microsoft period=2012", report.Nothing)) > len(a.ids("service=microsoft period=2012", report.Requests))},
		{"first-report", "The United Kingdom is first here, and third in the whole report", place("GB", "service=skype period=2012") == "1" && place("GB", "period=2012") == "3"},
		{"half-a-year-later", "one number is half of the other", math.Abs(a.value("requests period=2013-H1")/a.value("requests period=2012")-0.5) < 0.01},
		{"half-a-year-later", "the two bars are nearly as long as each other", math.Abs(all["2012"]/all["2013-H1"]-1) < 0.05},
		{"half-a-year-later", "it covers most of the requests, not all", a.value("share service!=skype by=service period=2013-H1") > 0.5},
		{"half-a-year-later", "the five of 2012, in another order", slices.Equal(topFive("2013-H1"), topFive("2012")) && a.says("top 5 period=2012") != a.says("top 5 period=2013-H1")},
		{"half-a-year-later", "Together they made", slices.Equal(topFive("2013-H1"), five)},
		{"half-a-year-later", "Germany was fourth in 2012, and is third here", place("DE", "period=2012") == "4" && place("DE", "period=2013-H1") == "3"},
		{"half-a-year-later", "The sixth is Australia, where it had been Taiwan", place("AU", "period=2013-H1") == "6" && place("TW", "period=2012") == "6"},
		{"half-a-year-later", "The rate is nearly that of 2012", math.Abs(a.value("content_rate period=2013-H1")-a.value("content_rate period=2012")) < 0.002},
		{"half-a-year-later", "Nearly all others came from Brazil", a.value("share country=BR outcome=content period=2013-H1 ")/(1-a.value("share country=US outcome=content period=2013-H1")) > 0.9},
		{"half-a-year-later", "in 2012 Brazil had next to none", a.value("share country=BR outcome=content period=2012") < 0.01},
		{"half-a-year-later", "In 2012 the first two stood in one sum for most countries", 2*len(a.ids("service=microsoft period=2012", report.Nothing)) > len(a.ids("service=microsoft period=2012", report.Requests))},
		{"half-a-year-later", "From the second half of 2013 on, Skype is no longer shown apart", len(a.ids("service=skype period=2013-H2.. by=period", report.Requests)) == 0},
		{"half-a-year-later", "all requests are counted, also those that led to nothing", a.value("no_data service=skype period=2013-H1") > 0},
		{"ten-years", "the most of any half-year since 2017", extreme(since, 1) == "2025-H1"},
		{"ten-years", "Point at the two breaks", a.breaks("period=2012..2013-H1") && a.breaks("period=2016-H2..2017-H1")},
		{"ten-years", "Of the half-years printed until 2016, the second of 2015 has the most requests", extreme(a.halves("requests", "2013-H1..2016-H2"), 1) == "2015-H2"},
		{"ten-years", "Until 2016 no kind of request is printed apart", slices.Equal(a.ids("period=..2016-H2 by=type type=all", report.Requests), []string{"combined"})},
		{"ten-years", "Nothing in how it was counted is known to have changed between the two", !a.breaks("period=2015-H2..2016-H2")},
		{"ten-years", "The line on either side looks alike", math.Abs(all["2017-H1"]/all["2016-H2"]-1) < 0.03},
		{"ten-years", "# Since the break\n\nThe second half of 2018 has the fewest", extreme(since, -1) == "2018-H2"},
		{"ten-years", "Both ends are on this side of the break", !a.breaks("period=2018-H2..2025-H1")},
		{"ten-years", "most in that of 2021", extreme(a.halves("rejected_rate", "2017-H1.."), 1) == "2021-H1"},
		{"ten-years", "On each side of the break the rate rose", refused["2016-H2"] > refused["2013-H1"] && refused["2025-H1"] > refused["2017-H1"] && a.breaks("period=2013-H1..2021-H1")},
		{"ten-years", "Rare, and less so on either side of the break", content["2016-H2"] > content["2013-H1"] && content["2025-H1"] > content["2017-H1"] && content[extreme(content, 1)] < 0.1},
		{"first-report", "Nearly all content went to one country", a.value("share country=US outcome=content period=2012") > 0.95 && len(a.ids("outcome=content period=2012", report.Requests)) > 1},
		{"ten-years", "The line is highest in the second half of 2018", extreme(content, 1) == "2018-H2"},
		{"ten-years", "The requests went from", a.value("requests country=US period=2025-H1") < 1.2*a.value("requests country=US period=2024-H2") && a.value("accounts country=US period=2025-H1") > 3*a.value("accounts country=US period=2024-H2")},
		{"companies-compared", "which mostly were lost or stolen", slices.ContainsFunc(d.Types, func(t report.Type) bool {
			return t.Publisher == "apple" && t.ID == "device" && strings.Contains(t.Definition, "mostly lost or stolen")
		})},
		{"companies-compared", "No other company here has such a row", !slices.ContainsFunc(d.Types, func(t report.Type) bool { return t.ID == "device" && t.Publisher != "apple" })},
		{"companies-compared", "All four rose", slices.Min([]float64{a.value("change publisher=google period=2024 against=2023"), a.value("change publisher=apple period=2024 against=2023"), a.value("change publisher=microsoft period=2024 against=2023"), a.value("change publisher=linkedin period=2024 against=2023")}) > 0},
		{"companies-compared", "LinkedIn has the fewest here", a.value("requests publisher=linkedin period=2024") < min(a.value("requests publisher=google period=2024"), a.value("requests publisher=apple period=2024"), a.value("requests publisher=microsoft period=2024"))},
		{"companies-compared", "The first at Google, and at Apple, is the United States", a.says("top 1 publisher=google period=2024") == "the United States" && a.says("top 1 publisher=apple period=2024") == "the United States"},
		{"companies-compared", "nothing of Twitter between 2020 and 2024, and nothing of Meta after 2023", strings.Join(a.ids("publisher=twitter period=2020.. by=year", report.Requests), " ") == "2020 2024" && len(a.ids("publisher=meta period=2024.. by=period", report.Requests)) == 0 && len(a.ids("publisher=meta period=2023 by=period", report.Requests)) > 0},
		{"before-you-quote", "Refused and not found stand in one sum for most countries", 2*len(a.ids("service=microsoft period=2012", report.Nothing)) > len(a.ids("service=microsoft period=2012", report.Requests))},
		{"before-you-quote", "A row that leaves its cell of accounts empty makes the sum a floor", strings.HasPrefix(a.says("accounts period=2020-H2"), "≥")},
		{"before-you-quote", "The total is a band too, as wide as this one", a.says("requests publisher=meta period=2013-H1 country!=US") == strings.Split(a.says("requests publisher=meta period=2013-H1 country!=US"), "–")[0]},
		{"before-you-quote", "for Skype's table has no such rate", strings.HasPrefix(a.says("disclosed_rate period=2012"), "(") && !strings.HasPrefix(a.says("disclosed_rate service!=skype period=2012"), "(")},
		{"before-you-quote", "The second figure is the sum of two reports", a.value("requests period=2013") == a.value("requests period=2013-H1")+a.value("requests period=2013-H2")},
		{"before-you-quote", "One request more or less moves this rate by a whole point", a.value("requests country=IE period=2024-H2") <= 100},
	} {
		if !c.holds {
			t.Errorf("%s: %q is not true", c.story, c.sentence)
		}
		at := slices.IndexFunc(Stories(), func(s Story) bool { return s.Name == c.story })
		if at < 0 || !strings.Contains(Stories()[at].Text, c.sentence) {
			t.Errorf("%s does not say %q", c.story, c.sentence)
		}
	}
}

// TestQuotesSayWhatIsPrinted asks the printed totals as figures of a text.
func TestQuotesSayWhatIsPrinted(t *testing.T) {
	a := asked{t, answer.NewEngine(builtinData(t))}
	lines := printedTotals(t)
	n := 0
	for _, line := range lines[1:] {
		text, row, column, relation, value := line[0], line[1], line[2], line[3], line[4]
		if row != "" || relation != "=" || strings.ContainsAny(column, "+/") {
			continue
		}
		n++
		q, err := query.ParseQuote(column+" "+text, a.e.Dataset())
		if err != nil {
			t.Errorf("{{%s %s}}: %v", column, text, err)
			continue
		}
		if said, err := a.e.Quoted(q, answer.Format{}); strings.ReplaceAll(said, ",", "") != value {
			t.Errorf("{{%s}} is %q (%v); %s is printed", q, said, err, value)
		}
	}
	if n < 50 {
		t.Errorf("%d totals were asked for", n)
	}
}
