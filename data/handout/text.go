package handout

import (
	"fmt"
	"strings"

	"daylight/model"
)

// text is the story as Markdown.
func (t *talk) text() []byte {
	var m strings.Builder
	fmt.Fprintf(&m, "# %s\n\n", literal(t.title))
	if t.author != "" {
		fmt.Fprintf(&m, "%s\n\n", literal(t.author))
	}
	for i := range t.slides {
		t.slides[i].text(&m)
	}
	return []byte(strings.TrimRight(m.String(), "\n") + "\n")
}

// text writes a slide under a rule.
func (s *slide) text(m *strings.Builder) {
	m.WriteString("---\n\n")
	for i := range s.blocks {
		s.blocks[i].text(m)
		last := i+1 == len(s.blocks)
		if last || s.blocks[i].Kind != model.Item || s.blocks[i+1].Kind != model.Item { // which end a list
			m.WriteByte('\n')
		}
	}
	if v := s.view; v != nil {
		fmt.Fprintf(m, "![%s](%s)\n\n", literal(v.says), v.name)
		if v.plays {
			fmt.Fprintf(m, "%s\n\n", played)
		}
		fmt.Fprintf(m, "%s\n\n", fenced(v.whole.Command))
	}
	for _, note := range s.known {
		fmt.Fprintf(m, "%s\n\n", guarded(literal(note)))
	}
	for _, c := range s.cited {
		fmt.Fprintf(m, "Source: %s", literal(c.Text))
		switch {
		case leads(c.URL):
			fmt.Fprintf(m, ". <%s>", address(c.URL))
		case c.URL != "":
			fmt.Fprintf(m, ". %s", literal(c.URL))
		}
		m.WriteString("\n\n")
	}
	for i, note := range s.spoken {
		if i == 0 {
			m.WriteString("**Notes**\n\n")
		}
		fmt.Fprintf(m, "> %s\n\n", strings.ReplaceAll(literal(note), "\n", "\n> "))
	}
}

// text writes a block, with its line end.
func (b *block) text(m *strings.Builder) {
	begin, more := "", "" // of its first line, and of further ones
	switch b.Kind {
	case model.Code:
		m.WriteString(fenced(b.words()) + "\n")
		return
	case model.Heading: // the title of the story stands above all
		begin = strings.Repeat("#", min(max(b.Level, 1)+1, 6)) + " "
	case model.Quotation:
		begin, more = "> ", "> "
	case model.Item:
		more = strings.Repeat("    ", b.Level)
		begin = more + "- "
		if b.Number > 0 {
			begin = fmt.Sprintf("%s%d. ", more, b.Number)
		}
		more += "    "
	case model.BigNumber:
		begin = "## "
	}
	var words strings.Builder
	for _, r := range b.runs {
		words.WriteString(r.markdown())
	}
	text := strings.TrimSpace(words.String())
	if b.Kind == model.Heading || b.Kind == model.BigNumber {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	m.WriteString(begin + strings.ReplaceAll(guarded(text), "\n", "\\\n"+more) + "\n")
}

// markdown is a run with its styles. What is blank at its ends stands outside of them.
func (r run) markdown() string {
	text := strings.TrimSpace(r.text)
	if text == "" {
		return r.text
	}
	before, after, _ := strings.Cut(r.text, text)
	switch {
	case r.code:
		text = code(strings.ReplaceAll(text, "\n", " "))
	default:
		text = literal(text)
	}
	mark := ""
	if r.strong {
		mark = "**"
	}
	if r.emphasis {
		mark += "*"
	}
	if text = mark + text + mark; r.link != "" {
		text = "[" + text + "](<" + address(r.link) + ">)"
	}
	return before + text + after
}

// address is an address as it stands between angle brackets.
var address = strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C").Replace

// literal keeps a text from being taken for markup.
var literal = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "~", `\~`,
	"|", `\|`, "&", `\&`, "#", `\#`, "!", `\!`).Replace

// guarded keeps the lines of a text from being taken for a list or a rule: those signs mean
// something only where a line begins.
func guarded(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimLeft(line, " \t")
		digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
		switch {
		case line == "":
		case strings.ContainsRune("+-=:", rune(line[0])):
			line = `\` + line
		case digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')'):
			line = line[:digits] + `\` + line[digits:]
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

// code is a text in as many backquotes as it needs.
func code(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// fenced is a text as a block of code.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "\n" + strings.TrimRight(text, "\n") + "\n" + fence
}
