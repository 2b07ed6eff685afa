package story_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"daylight/data/story"
)

// here is where a mistake stands in the text of a test: it is taken away before the text is read.
const here = "¦"

// places takes the signs out of a text and says where they stood.
func places(text string) (clean string, at []string) {
	line, column := 1, 1
	var b strings.Builder
	for i, r := range text {
		switch {
		case string(r) == here:
			at = append(at, fmt.Sprintf("%d:%d", line, column))
			continue
		case r == '\n':
			line, column = line+1, 0
			fallthrough
		default:
			column++
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[i : i+size])
	}
	return b.String(), at
}

func TestEachMistakeHasItsPlaceAndARemedy(t *testing.T) {
	e := engine(t)
	for _, test := range []struct {
		what  string
		text  string // with a sign where each mistake stands, and apostrophes for backticks
		wrong string // what is said of each, in part, a line each
	}{
		// Front matter.
		{"a misspelled key", "---\n¦titel: x\n---\nText", `unknown key of front matter "titel", did you mean "title"`},
		{"an unknown key", "---\n¦footer: x\n---\nText", `unknown key of front matter "footer": write title, author or time`},
		{"no key", "---\n¦just text\n---\nText", `lines of key: value`},
		{"a heading", "---\n¦# Begin\n---\nText", `slides begin below its last ---`},
		{"a key twice", "---\ntitle: x\n¦title: y\n---\nText", `title is given twice`},
		{"no value", "---\n  ¦title:\n---\nText", `title has no value`},
		{"no time", "---\ntime: ¦10 minutes\n---\nText", `"10 minutes" is no time: write minutes`},
		{"no time, in quotes", "---\ntime: \"¦ten\"\n---\nText", `"ten" is no time`},
		{"no time at all", "---\ntime: ¦0m\n---\nText", `write more than 0`},
		{"a bare number", "---\ntime: ¦10\n---\nText", `"10" is no time`},
		{"a year", "---\ntime: ¦9000h\n---\nText", `longer than a day`},
		{"a figure in front matter", "---\ntitle: \"a ¦{{requests}}\"\n---\nText", `front matter takes no figures`},
		{"front matter that does not end", "¦---\ntitle: x\n\n", `not closed: write --- below it`},
		{"front matter that a slide ends", "---\ntitle: x\n\n¦# Heading {{requests ¦country=Frnace}}\n---\nb", "lines of key: value\nunknown country"},

		// Figures.
		{"an unknown country", "In {{requests ¦country=Frnace}}", `unknown country "Frnace", did you mean "france"`},
		{"an unknown key in a figure", "In {{requests country=FR ¦perid=2012}}", `unknown key "perid", did you mean "period"`},
		{"notes without their colon", "a\n<!-- ¦notes b -->", `this comment means nothing: write notes: with a colon`},
		{"a time without its colon", "a\n<!-- ¦time 1m -->", `this comment means nothing: write time: with a colon`},
		{"a time that the figure passes for", "In ¦{{requests country=FR period=2011..2013}}", `no report covers 2011`},
		{"a period that no report covers", "In {{requests country=FR ¦period=2031}}", `no report covers 2031`},
		{"what is compared with a period that no report covers", "In {{change period=2013-H1 ¦against=1999}}", `no report covers 1999`},
		{"figures in other words", "Après l'été: *{{requests ¦country=Frnace}}*", `unknown country`},
		{"a figure on two lines", "> In {{requests\n> ¦country=Frnace}}", `unknown country`},
		{"a figure in an item", "- a\n  1. b {{requests ¦country=Frnace}}", `unknown country`},
		{"a figure in notes", "a\n<!-- notes: b\n\n  c {{requests ¦country=Frnace}}\n {{requests\n¦perid=2012}} -->", "unknown country\nunknown key"},
		{"a figure in notes that is not closed", "a\n<!-- notes: b ¦{{requests\n\nc }} {{requests}} -->", `this {{ is not closed`},
		{"a figure in a heading", "## {{requests ¦country=Frnace}} in all", `unknown country`},
		{"a figure in a link", "[{{requests ¦country=Frnace}}](https://example.org)", `unknown country`},
		{"a figure that is not closed", "In 2012: ¦{{requests period=2012\n\nMore {{requests}}", `this {{ is not closed`},
		{"a figure in a figure", "In 2012: ¦{{requests {{accounts}} }}", `no figure stands in a figure`},
		{"a figure closed in another style", "**In ¦{{requests**}", `this {{ is not closed`},
		{"a figure that nothing matches", "In ¦{{requests service=skype period=2020}}", `this figure says nothing: there is no record of requests to Skype, 2020`},

		{"a figure that is not reported", "In ¦{{rejected_rate period=2012}}", `this figure says nothing`},
		{"an unknown figure", "In {{¦requsts ¦country=Frnace}}", "unknown figure \"requsts\"\nunknown country"},
		{"two mistakes in a figure", "In {{requests ¦country=Frnace ¦perid=2012 | ¦wrds}}", "unknown country\nunknown key\nunknown form"},
		{"a figure between single braces", "In ¦{requests period=2012}, ¦{top 5}", "a figure stands between double braces\na figure stands"},
		{"nothing between the braces", "In {{¦}}", "the figure says nothing"},

		// The block of daylight.
		{"an unknown key in a question", "'''daylight\n¦contry=GB\n'''", `unknown key "contry", did you mean "country"`},
		{"two mistakes in one question", "'''daylight\n¦contry=GB by=country ¦period=2012H1\n'''", "unknown key\n\"2012H1\" is not a period"},
		{"a question on two lines", "'''daylight\nby=country\n  ¦period=2031\n'''", `no report covers 2031`},
		{"a question that nothing matches", "'''daylight\n¦by=country\nservice=skype period=2020\n'''", "no record matches"},
		{"a misspelled directive", "'''daylight\nby=country\n¦higlight GB\n'''", `unknown directive "higlight", did you mean "highlight"`},
		{"an unknown directive", "'''daylight\nby=country\n¦wobble GB\n'''", `unknown directive "wobble": write highlight, play, axes, large or time`},
		{"a value without its key", "'''daylight\n¦france\n'''", `did you mean "country=FR"`},
		{"a directive twice", "'''daylight\nlarge\n¦large\n'''", `large stands here twice`},
		{"a word too many", "'''daylight\nlarge ¦very\n'''", `large takes nothing: "very" is left over`},
		{"no row to highlight", "'''daylight\n¦highlight\n'''", `highlight names no row`},
		{"an unknown row", "'''daylight\nperiod=2012\nhighlight GB, ¦Frnace\n'''", `unknown country "Frnace", did you mean "france"`},
		{"a row that is not there", "'''daylight\ncountry=FR,DE\nhighlight DE,¦GB\n'''", `"GB" is not among the rows`},
		{"a row of another kind", "'''daylight\nby=service period=2012\nhighlight ¦GB\n'''", `unknown service "GB": write`},
		{"a country among publishers", "'''daylight\nview=coverage\nhighlight ¦GB\n'''", `unknown publisher "GB"`},
		{"a publisher that is not there", "'''daylight\nview=coverage publisher=google\nhighlight ¦apple\n'''", `"apple" is not among the rows`},
		{"periods of what has no figures", "'''daylight\nview=coverage\n¦play 2012..\n'''", `play changes nothing in view=coverage`},
		{"a row behind a mistake", "'''daylight\n¦contry=FR\nhighlight XX\ntime ¦soon\n'''", "unknown key\nno time"},
		{"no period to play", "'''daylight\nplay ¦2012..20x5\n'''", `is not a period`},
		{"periods that no report covers", "'''daylight\nplay ¦2031..2040\n'''", `no report covers 2031..2040`},
		{"axes where there are none", "'''daylight\nview=sources\n¦axes\n'''", `axes changes nothing in view=sources`},
		{"too fast", "'''daylight\nplay 2012..2014 ¦5ms\n'''", `no pace that can be followed`},
		{"two paces", "'''daylight\nplay 1s ¦2s\n'''", `play has two paces`},
		{"no order", "'''daylight\nplay 1s ¦by size\n'''", `the order of rows is "by rank"`},
		{"a word that is no period", "'''daylight\nplay ¦fast\n'''", `unknown word "fast"`},
		{"two ranges", "'''daylight\nplay 2012..2013 ¦2014..2015\n'''", `"2014..2015" is left over`},
		{"no time for a slide", "'''daylight\n¦time\n'''", `time has no value`},
		{"a time of two kinds", "'''daylight\ntime 1m\n'''\n<!-- time: ¦2m -->", `given twice`},
		{"two views", "'''daylight\n'''\n\n¦'''daylight\nby=service\n'''", `a slide shows one view, and there is one on line 1`},
		{"words behind the fence", "'''daylight ¦large\n'''", `write "large" there`},
		{"a question in other words", "'''daylight\n¦by country\n¦period: 2012\n'''", "did you mean \"by=country\"\ndid you mean \"period=2012\""},
		{"mistakes in a misspelled block", "'''¦Daylight\n¦higlight GB\n'''", "did you mean \"daylight\"\nunknown directive"},
		{"a misspelled block", "'''¦dayligth\n'''", `unknown block "dayligth", did you mean "daylight"`},
		{"a block that is not closed", "a\n\n¦'''daylight\nperiod=2012\n\n---\n\n# b {{requests ¦country=Frnace}}", "this block is not closed\nunknown country"},
		{"code that is not closed", "a\n\n¦'''go\nx\n---\n# b {{requests ¦country=Frnace}}", "this block is not closed\nunknown country"},

		// Comments.
		{"a comment that is not closed", "a\n\n¦<!-- notes: b\n\n---\n# c {{requests ¦country=Frnace}}", "this comment is not closed\nunknown country"},
		{"a comment in text that is not closed", "a ¦<!-- b", "this comment is not closed"},
		{"a comment behind another", "a\n<!-- b --> ¦<!-- notes:\nc -->", "give it a line of its own"},
		{"figures in notes", "a\n<!-- notes: b {{requests\n¦country=Frnace}}\n\n¦{{requests {{accounts ¦perid=2012}} ¦{{c -->", "unknown country\nthis {{ is not closed\nunknown key\nthis {{ is not closed"},
		{"a pause in text", "a ¦<!-- pause --> b", "give it a line of its own"},
		{"text behind a comment", "<!-- pause --> ¦b", "text behind a comment is not shown"},
		{"a pause before nothing", "a\n\n¦<!-- pause -->\n\n---\nb", "nothing comes after this pause"},
		{"two pauses", "a\n<!-- pause -->\n¦<!-- pause -->\nb", "nothing stands between this pause and the one before"},
		{"a misspelled mark", "a\n<!-- ¦puase -->\nb", `did you mean "pause"`},
		{"misspelled notes", "a\n<!-- ¦ntoes: x -->\nb", `did you mean "notes"`},
		{"no time in a comment", "a\n<!-- time: ¦soon -->", `"soon" is no time`},

		// What is not shown.
		{"HTML", "a\n\n¦<div>b</div>", "HTML is not shown"},
		{"HTML in text", "a ¦<b>c¦</b>", "HTML is not shown\nHTML is not shown"},
		{"a picture", "a ¦![b *c*](d.png)", "pictures are not shown"},
		{"a picture with nothing to say", "a\n\n¦![](d.png)", "pictures are not shown"},
		{"a table", "a\n\n¦| b | c |\n|---|:--|\n| 1 | 2 |", "tables are not shown"},
		{"a rule in a quotation", "> a\n> ¦---\n> b", "a slide cannot begin inside"},
		{"a rule in a list", "- a\n\n  ¦---\n", "a slide cannot begin inside"},

		// The text itself.
		{"nothing", "¦", "the story has no slides"},
		{"nothing but front matter", "¦---\ntitle: x\n---\n", "the story has no slides"},
		{"an empty slide", "a\n\n---\n¦\n---\nb", "this slide is empty"},
		{"a control character", "a\n\nbé ¦\x1b[31mc\x07", "a control character (U+001B)"},
		{"a character that turns the direction of text", "a\n\nb ¦\u202ec\u2066", "a control character (U+202E)"},
		{"no UTF-8", "é ¦\xff\xfe", "not UTF-8"},
		{"a control character between slides", "a\n---\nb\n¦\x00\n---\nc", "U+0000"},
		{"a long line", "a\n\n¦" + strings.Repeat("x", 5000) + "\nb", "this line is 5000 bytes long"},
		{"a long paragraph", "a\n\n¦" + strings.Repeat("word word word\n", 500), "this paragraph is longer than"},
		{"quotations in quotations", "a\n\n¦" + strings.Repeat("> ", 50) + "b", "too deep"},
	} {
		clean, want := places(fenced(test.text))
		s := story.Parse([]byte(clean), e)
		got := problems(s)
		wrong := strings.Split(test.wrong, "\n")
		ok := len(got) == len(want) && len(want) == len(wrong)
		for i := range got {
			ok = ok && strings.HasPrefix(got[i], want[i]+": ") && strings.Contains(got[i], wrong[i])
		}
		if !ok {
			t.Errorf("%s: %s has\n\t%s\nnot, at %s,\n\t%s", test.what, strings.TrimSpace(clean), strings.Join(got, "\n\t"), want, strings.Join(wrong, "\n\t"))
		}
	}
}
