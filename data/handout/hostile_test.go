package handout

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"daylight/data"
	"daylight/data/figure"
	"daylight/model"
	"daylight/model/query"
)

// hostile are texts that try to be more than text.
var hostile = []string{
	"</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", `" onmouseover="alert(1)`, "' autofocus onfocus='alert(1)", "</title></style><style>*{display:none}</style>",
	"<!-- comment -->", "--> <![CDATA[ ]]> <?php ?>", "&lt;b&gt; &amp; &#x3c;", "a\u202ebidi\u2066 \u2069 isolates\u202c", "\x00\x01\x1b[31m\x7f\u0085", "\xff\xfe invalid", "\ufffe\uffff\u2028\u2029",
	"](javascript:alert(1)) [x](javascript:alert(1))", "```\n<script>", "# no heading\n- no list\n1. no list\n---\n> none\n+ none\n= none", "{{requests}} {{", "a\r\nb\tc",
}

// storyOf has a text wherever a story can have one.
func storyOf(text string) *model.Story {
	plain := []model.Span{{Text: text}}
	s := model.Slide{Title: text, Notes: []model.Block{{Spans: []model.Span{{Text: text}}}}, Steps: 1, Live: &model.Live{Query: query.Query{Search: text}, Highlight: []string{text}}}
	for _, kind := range []model.BlockKind{model.Paragraph, model.Heading, model.Item, model.Quotation, model.Code} {
		s.Blocks = append(s.Blocks, model.Block{Kind: kind, Step: 1, Spans: plain})
	}
	s.Blocks = append(s.Blocks, model.Block{Spans: []model.Span{{Text: text, Strong: true, Emphasis: true}, {Text: text, Code: true}, {Text: text, Link: "https://example.org/?" + text}, {Text: text, Link: "javascript:" + text}}})
	return &model.Story{Title: text, Author: text, Slides: []model.Slide{s, {Title: text, Blocks: s.Blocks}}}
}

// shape are the elements of a page with the names of their attributes, without line breaks and
// what stands in pictures.
func shape(t *testing.T, page string) string {
	var b strings.Builder
	inside := 0
	for _, e := range parts(t, page) {
		name := e.Name.Local
		if e.Name.Space == "http://www.w3.org/2000/svg" {
			if inside++; name != "svg" {
				continue
			}
		}
		if name == "br" || name == "a" && attribute(e, "rel") != "" { // an address with blanks is no link
			continue
		}
		fmt.Fprint(&b, name)
		for _, a := range e.Attr {
			fmt.Fprint(&b, " ", a.Name.Local)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

func TestWhatAStorySaysIsTextAndNeverMarkup(t *testing.T) {
	want := shape(t, named(t, written(t, storyOf("harmless"), true), PageName))
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			for _, f := range written(t, storyOf(text), true) {
				content := string(f.Content)
				if !utf8.ValidString(content) {
					t.Errorf("%s is no text", f.Name)
				}
				if at := strings.IndexFunc(content, func(r rune) bool {
					return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
				}); at >= 0 {
					t.Errorf("%s holds %q", f.Name, content[at:at+3])
				}
				switch {
				case f.Name == PageName:
					if got := shape(t, content); got != want {
						t.Errorf("the page is made of\n%s\nand with a harmless text of\n%s", got, want)
					}
				case strings.HasSuffix(f.Name, ".svg"):
					parts(t, content)
				}
			}
		})
	}
}

func TestNoLinkLeadsElsewhereThanToTheWebOrMail(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://example.org/a?b=c&d=\"e\"": true, "http://example.org": true, "mailto:ada@example.org": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "file:///etc/passwd": false, "//example.org": false, "https://": false, "https://a b": false,
		"JAVASCRIPT:alert(1)": false, " https://a": false, "https://a\u202eb": false, "": false,
	} {
		if leads(address) != ok {
			t.Errorf("%q is a link: %t", address, !ok)
		}
	}
}

// What Markdown makes of the text again must be what the story said.
func TestMarkdownSaysWhatTheStorySays(t *testing.T) {
	for text, want := range map[string]string{
		"a*b*_c_ `d` <e> [f](g) ~h~ | & #i !j \\k": "a\\*b\\*\\_c\\_ \\`d\\` \\<e\\> \\[f\\](g) \\~h\\~ \\| \\& \\#i \\!j \\\\k\n",
		"- no list\n12. no list\n--- \n+ x\n= y":   "\\- no list\\\n12\\. no list\\\n\\--- \\\n\\+ x\\\n\\= y\n",
	} {
		b := block{runs: []run{{text: text}}}
		var m strings.Builder
		if b.text(&m); m.String() != want {
			t.Errorf("%q is written as\n%s want\n%s", text, m.String(), want)
		}
	}
	for text, want := range map[string]string{"a": "`a`", "a`b": "`` a`b ``", "``": "``` `` ```"} {
		if got := (run{text: text, code: true}).markdown(); got != want {
			t.Errorf("the code %q is written as %q, want %q", text, got, want)
		}
	}
}

func TestAStoryOfMoreFiguresThanABrowserLikesIsNotWritten(t *testing.T) {
	s := &model.Story{}
	for range 1000 {
		s.Slides = append(s.Slides, model.Slide{Title: "Map", Live: &model.Live{Query: query.Query{View: query.MapView}}})
	}
	files, err := Files(s, engine(t), Options{Figure: figure.Options{Palette: figure.Greys(), World: data.World}})
	if err == nil || !strings.Contains(err.Error(), "take more than 32 MiB: part the story in two") {
		t.Errorf("1,000 maps are %d files, %v", len(files), err)
	}
}
