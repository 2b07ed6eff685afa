package load

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/model/query"
)

// sheet reads one CSV file, row by row, and remembers what is wrong with it.
//
// A row is one line, always: a quoted cell may hold commas and doubled quotes,
// but never a line break. So a quote that nobody closed spoils its own line and
// not the rest of the file, and every problem has a line that an editor shows.
//
//	publisher,period,…            the head: known columns in any order
//	acme,2020-H1,acme,US,"a, b"   a row: as many cells as the head
//
// Cells are parts of the file's text; what outlives the file must be cloned.
type sheet struct {
	file     string
	rest     string // what has not been read
	line     int    // of the row read last
	columns  []string
	index    []int // for each of columns, its place in the head, or -1
	width    int   // cells in the head
	cells    []cell
	found    int // problems in this file
	problems *Problems
}

// maxProblems is how many problems of one file are listed before reading it
// stops: a file with more is of another kind altogether.
const maxProblems = 10_000

// cell is one cell of a row.
type cell struct {
	text   string
	column int // of its first byte, from 1
}

// required stands behind the name of a column that a file must have.
const required = "*"

// openSheet reads the head of a file, which may have the columns that are listed: "publisher* label* main".
// It returns nil when no row can be read, because a column is missing that every row needs.
func openSheet(file, text string, columns string, problems *Problems) *sheet {
	s := &sheet{file: file, rest: strings.TrimPrefix(text, "\ufeff"), problems: problems}
	var needed []string
	for _, name := range strings.Fields(columns) {
		bare, isNeeded := strings.CutSuffix(name, required)
		if isNeeded {
			needed = append(needed, bare)
		}
		s.columns, s.index = append(s.columns, bare), append(s.index, -1)
	}
	if !s.read() {
		s.line = 1
		s.report(1, Error, "the file is empty: its first line names the columns: %s", strings.Join(s.columns, ","))
		return nil
	}
	s.width = len(s.cells)
	for i, c := range s.cells {
		at := slices.Index(s.columns, c.text)
		switch {
		case at < 0 && strings.Contains(c.text, ";"):
			s.report(c.column, Error, "the columns are separated by semicolons: save the file with commas")
		case at < 0:
			s.report(c.column, Error, "column %q is not known%s", c.text, didYouMean(c.text, s.columns, "remove it"))
		case s.index[at] >= 0:
			s.report(c.column, Error, "column %q stands twice: remove one", c.text)
		default:
			s.index[at] = i
		}
	}
	complete := true
	for _, name := range needed {
		if s.index[slices.Index(s.columns, name)] < 0 {
			s.report(1, Error, "column %q is missing: add it to the first line and to every row", name)
			complete = false
		}
	}
	if !complete {
		return nil
	}
	return s
}

// next reads the next sound row; it is false at the end of the file. Rows that
// are not sound are reported and skipped, empty lines are skipped.
func (s *sheet) next() bool {
	for s.found <= maxProblems && s.read() {
		switch {
		case s.found >= maxProblems:
			s.report(1, Error, "%d problems so far: the rest of this file was not checked", s.found)
			return false
		case len(s.cells) < s.width:
			last := s.cells[len(s.cells)-1]
			s.report(last.column, Error, "%d cells where the head has %d: a cell is missing", len(s.cells), s.width)
		case len(s.cells) > s.width:
			s.report(s.cells[s.width].column, Error, "%d cells where the head has %d: put a cell that holds a comma in quotes", len(s.cells), s.width)
		default:
			return true
		}
	}
	return false
}

// read splits the next line that is neither empty nor broken into cells.
func (s *sheet) read() bool {
	for s.rest != "" {
		line, rest, _ := strings.Cut(s.rest, "\n")
		s.rest = rest
		s.line++
		line = strings.TrimSuffix(line, "\r")
		if line != "" && s.split(line) {
			return true
		}
	}
	return false
}

// split cuts a line into cells; it is false when the line is broken.
func (s *sheet) split(line string) bool {
	s.cells = s.cells[:0]
	for at := 0; ; {
		var text string
		start := at
		if at < len(line) && line[at] == '"' {
			quoted, end, ok := s.unquote(line, at)
			if !ok {
				return false
			}
			text, at = quoted, end
		} else {
			end := strings.IndexByte(line[at:], ',')
			if end < 0 {
				end = len(line) - at
			}
			text = line[at : at+end]
			if quote := strings.IndexByte(text, '"'); quote >= 0 {
				s.report(at+quote+1, Error, `a quote inside a cell: put the whole cell in quotes and double this one ("")`)
				return false
			}
			at += end
		}
		text, ok := s.clean(text, start+1)
		if !ok {
			return false
		}
		s.cells = append(s.cells, cell{text, start + 1})
		if at == len(line) {
			return true
		}
		at++ // the comma
	}
}

// unquote reads the quoted cell that starts at line[at]; end is where the comma
// after it stands, or the line's end.
func (s *sheet) unquote(line string, at int) (text string, end int, ok bool) {
	body := at + 1
	doubled := false
	for i := body; i < len(line); i++ {
		switch {
		case line[i] != '"':
		case i+1 < len(line) && line[i+1] == '"':
			doubled = true
			i++
		case i+1 < len(line) && line[i+1] != ',':
			s.report(i+2, Error, `text after the closing quote: double every quote inside a quoted cell ("")`)
			return "", 0, false
		default:
			text = line[body:i]
			if doubled {
				text = strings.ReplaceAll(text, `""`, `"`)
			}
			return text, i + 1, true
		}
	}
	s.report(at+1, Error, `this quote is not closed on its line: close it with ", and keep every row on one line`)
	return "", 0, false
}

// clean lets only text through that a terminal shows as it is: a tab becomes a
// space, other control characters and broken UTF-8 are refused.
func (s *sheet) clean(text string, column int) (string, bool) {
	plain := true
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return text, true
	}
	for i, r := range text {
		switch {
		case r == '\t':
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
			s.report(column, Error, "byte %d of this cell is not UTF-8: save the file as UTF-8", i+1)
			return "", false
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029':
			s.report(column, Error, "byte %d of this cell is the invisible character %U: remove it", i+1, r)
			return "", false
		}
	}
	return strings.ReplaceAll(text, "\t", " "), true
}

// at is the text of the row's cell in the i-th known column; empty when the file
// does not have that column.
func (s *sheet) at(i int) string {
	if s.index[i] < 0 {
		return ""
	}
	return s.cells[s.index[i]].text
}

// words is the text of a cell that people read: cloned, and without the
// apostrophe that keeps spreadsheets from taking it for a formula.
func (s *sheet) words(i int) string { return strings.Clone(unguard(s.at(i))) }

// wrong reports an error in the i-th known column of the row.
func (s *sheet) wrong(i int, format string, args ...any) {
	s.report(s.columnOf(i), Error, format, args...)
}

// doubtful reports a warning in the i-th known column of the row.
func (s *sheet) doubtful(i int, format string, args ...any) {
	s.report(s.columnOf(i), Warning, format, args...)
}

// columnOf is where the row's cell in the i-th known column starts.
func (s *sheet) columnOf(i int) int {
	if s.index[i] < 0 {
		return 1
	}
	return s.cells[s.index[i]].column
}

// report adds a problem in the row read last.
func (s *sheet) report(column int, level Level, format string, args ...any) {
	s.found++
	*s.problems = append(*s.problems, Problem{s.file, s.line, column, level, fmt.Sprintf(format, args...)})
}

// need reports an empty cell in a column that must have text.
func (s *sheet) need(i int) string {
	text := s.words(i)
	if text == "" {
		s.wrong(i, "%s is empty: fill it in", s.columns[i])
	}
	return text
}

// didYouMean ends a message about an unknown word: with the nearest known one,
// or else with what to do.
func didYouMean(word string, known []string, otherwise string) string {
	if near, ok := query.Nearest(word, known); ok {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ": " + otherwise
}

// unguard takes off the apostrophe that keeps spreadsheets from taking text for a
// formula, which begins with one of four characters.
func unguard(text string) string {
	if bare := strings.TrimLeft(text, "'"); bare != "" && len(bare) < len(text) && strings.IndexByte("=+-@", bare[0]) >= 0 {
		return text[1:]
	}
	return text
}
