package input

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// list returns a list of n parameters.
func list(n int) string { return strings.Repeat("1;", n-1) + "1" }

// filtered returns what passes of the given reads.
func filtered(t testing.TB, reads ...string) string {
	t.Helper()
	var out strings.Builder
	r := NewReader(&chunks{reads: reads})
	buf := make([]byte, 4096)
	for {
		n, err := r.Read(buf)
		out.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// chunks is a terminal that gives one piece at a time.
type chunks struct{ reads []string }

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.reads) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.reads[0])
	if c.reads[0] = c.reads[0][n:]; c.reads[0] == "" {
		c.reads = c.reads[1:]
	}
	return n, nil
}

// parse feeds r to the reader Bubble Tea uses and returns the events as text, or the value of a panic.
// Every pause of the input ends in a timeout of the parser.
func parse(pauses ...io.Reader) (events []string, panicked any) {
	defer func() { panicked = recover() }()
	var src switched
	parser := uv.NewTerminalReader(&src, "xterm-256color")
	for _, r := range pauses {
		src.Reader = r
		c := make(chan uv.Event)
		done := make(chan struct{})
		go func() {
			defer close(done)
			for e := range c {
				if key, ok := e.(uv.KeyPressEvent); ok {
					events = append(events, key.String())
				} else {
					events = append(events, fmt.Sprintf("%T", e))
				}
			}
		}()
		func() {
			defer func() { close(c); <-done }()
			if err := parser.StreamEvents(context.Background(), c); err != nil {
				panic(err)
			}
		}()
	}
	return events, nil
}

type switched struct{ io.Reader }

// deadly holds inputs that panic the parser.
var deadly = map[string]string{
	"33 parameters":                    "\x1b[" + list(33) + "m",
	"33 sub-parameters":                "\x1b[" + strings.ReplaceAll(list(33), ";", ":") + "m",
	"33 parameters with a prefix":      "\x1b[?" + list(33) + "c",
	"33 parameters after a space":      "\x1b [" + list(33) + "m",
	"33 parameters in a DCS":           "\x1bP" + list(33) + "qx\x1b\\",
	"33 parameters in an 8-bit CSI":    "\x9b" + list(33) + "m",
	"33 parameters in an 8-bit DCS":    "\x90" + list(33) + "qx\x9c",
	"10,000 parameters":                "\x1b[" + list(10_000) + "m",
	"8-bit mouse report":               "\x9bMabc",
	"8-bit mouse report in an OSC":     "\x1b]x\xe1\x9c\x9bMabc",
	"8-bit mouse report in a mouse":    "\x1b[Mab\xc4\x9bMabc",
	"8-bit mouse report behind a DCS":  "\x1bPqx\x18\xe1\x9c\x9bMabc",
	"8-bit mouse report, broken UTF-8": "\xe1\x9bMabc",
	"8-bit mouse report behind a NUL":  "\x1b[M0\x00\xc4\x9bM000",
	"8-bit mouse report behind an ESC": "\x1b[Ma\x1b\xc4\x9bMabc",
	"33 parameters in an OSC":          "\x1b ]\x07\xe1\x9c\x9b" + list(33) + "m",
}

func TestDeadlyInputPanicsTheParserAndNotBehindTheFilter(t *testing.T) {
	for name, in := range deadly {
		t.Run(name, func(t *testing.T) {
			if _, panicked := parse(strings.NewReader(in)); panicked == nil {
				t.Error("the parser takes this input as it is: the case shows nothing")
			}
			if _, panicked := parse(NewReader(strings.NewReader(in))); panicked != nil {
				t.Errorf("filtered input panics: %v", panicked)
			}
		})
	}
}

func TestKeysAfterDeadlyInputStillArrive(t *testing.T) {
	for name, in := range deadly {
		t.Run(name, func(t *testing.T) {
			events, panicked := parse(NewReader(strings.NewReader(in)), NewReader(strings.NewReader("\x1b[Aq")))
			if panicked != nil {
				t.Fatal(panicked)
			}
			if n := len(events); n < 2 || events[n-2] != "up" || events[n-1] != "q" {
				t.Errorf("events end %q, want up and q", events)
			}
		})
	}
}

func TestALetterCutByATimeoutDoesNotBecomeAnIntroducer(t *testing.T) {
	first, second := "\xc4", "\x9bMabc"
	if _, panicked := parse(strings.NewReader(first), strings.NewReader(second)); panicked == nil {
		t.Error("the parser takes this input as it is: the case shows nothing")
	}
	r, buf := NewReader(&chunks{reads: []string{first, second}}), make([]byte, 64)
	n, _ := r.Read(buf)
	if _, panicked := parse(bytes.NewReader(buf[:n]), r); panicked != nil {
		t.Errorf("filtered input panics: %v", panicked)
	}
}

func TestParametersAreCutAtThirtyTwo(t *testing.T) {
	for _, sep := range []string{";", ":"} {
		in := "\x1b[" + strings.ReplaceAll(list(40), ";", sep) + "m"
		want := "\x1b[" + strings.ReplaceAll(list(32), ";", sep) + "m"
		if got := filtered(t, in); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAWindowsKeyIsNotRepeatedBySixtyThousand(t *testing.T) {
	in := "\x1b[65;0;97;1;0;65535_"
	if events, _ := parse(strings.NewReader(in)); len(events) < 60_000 {
		t.Errorf("the parser makes %d events of it: the case shows nothing", len(events))
	}
	if events, _ := parse(NewReader(strings.NewReader(in))); len(events) != 1 {
		t.Errorf("%d events, want one that nobody knows", len(events))
	}
}

func TestInputCannotSetTheSizeOfTheScreen(t *testing.T) {
	for _, in := range []string{"\x1b[8;20000;20000t", "\x1b[48;20000;20000;1;1t"} {
		if events, _ := parse(strings.NewReader(in)); !slices.Contains(events, "uv.WindowSizeEvent") {
			t.Errorf("the parser makes %q of %q: the case shows nothing", events, in)
		}
		if events, _ := parse(NewReader(strings.NewReader(in))); slices.Contains(events, "uv.WindowSizeEvent") {
			t.Errorf("%q sets the size", in)
		}
	}
}

func TestAnOldMouseReportIsDroppedWithItsCoordinates(t *testing.T) {
	coordinates := []byte{0x20, '!', 'q', 0x7f, 0x80, 0x9b, 0xc4, 0xff}
	for _, button := range coordinates {
		for _, x := range coordinates {
			for _, y := range coordinates {
				in := "\x1b[M" + string([]byte{button, x, y}) + "q"
				for i := range len(in) {
					if got := filtered(t, in[:i], in[i:]); got != "\x1b[|q" {
						t.Fatalf("%q, split at %d: got %q", in, i, got)
					}
				}
			}
		}
	}
	events, _ := parse(NewReader(strings.NewReader("\x1b[M !!q")))
	if !slices.Equal(events, []string{"uv.UnknownCsiEvent", "q"}) {
		t.Errorf("events %q, want one that nobody knows, and q", events)
	}
}

func TestKeysThatOnlyLookLikeAnOldMouseReportArrive(t *testing.T) {
	for _, key := range []string{"\r", "\x1b[A", "\x00", "\x03"} {
		for _, typed := range []string{"", "a", "aé"} {
			if got, want := filtered(t, "\x1b[M"+typed+key+"q"), "\x1b[|"+key+"q"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

func TestAReplacementCharacterIsDropped(t *testing.T) {
	in := "a\uFFFDb"
	if events, _ := parse(strings.NewReader(in)); len(events) == 3 {
		t.Error("the parser takes it for one character: the case shows nothing")
	}
	if got := filtered(t, in); got != "ab" {
		t.Errorf("got %q, want ab", got)
	}
}

func TestCtrlCGetsOutOfAPasteThatNeverEnds(t *testing.T) {
	for _, in := range []string{"\x1b[200~half\x03", "\x1b[200~half\x1b]11;\x03", "\x1b[200~half\x1b[\x03", "\x1b[0200;1~\x1b\x03", "\x1b[200~\xe6\x97\x03"} {
		events, _ := parse(strings.NewReader(in))
		if slices.Contains(events, "ctrl+c") {
			t.Errorf("the parser reads %q of %q: the case shows nothing", events, in)
		}
		for i := range len(in) {
			events, _ = parse(NewReader(&chunks{reads: []string{in[:i], in[i:]}}))
			if n := len(events); n < 2 || events[n-1] != "ctrl+c" || !slices.Contains(events, "uv.PasteEvent") {
				t.Errorf("%q, split at %d: got %q", in, i, events)
			}
		}
	}
	in := "\x1b[200~pasted\x1b[201~\x03\x1b[200~again\x1b[201~"
	if got := filtered(t, in); got != in {
		t.Errorf("got %q", got)
	}
}

func TestALongPasteIsCut(t *testing.T) {
	for _, text := range []string{"text ", "日", "\r\n"} {
		in := "\x1b[200~" + strings.Repeat(text, 1<<20) + "\x1b[201~"
		if got := filtered(t, in, "q"); len(got) > maxPasteBytes+20 || !strings.HasSuffix(got, "\x1b[201~q") || !utf8.ValidString(got) {
			t.Errorf("of %q %d bytes pass, the last are %q", text, len(got), got[len(got)-10:])
		}
		in = strings.Repeat(text, maxPasteBytes) // typed
		if got := filtered(t, in); got != in {
			t.Errorf("of %q without a paste %d bytes of %d pass", text, len(got), len(in))
		}
	}
}

func TestUnfinishedSequencesDoNotGrow(t *testing.T) {
	for _, start := range []string{"\x1b[", "\x1bO", "\x1bP"} {
		if got := filtered(t, start, strings.Repeat("1", 1<<20)); len(got) > 2*maxParamBytes {
			t.Errorf("%q: %d bytes pass", start, len(got))
		}
	}
	for _, start := range []string{"\x1b]52;c;", "\x1b_G", "\x1b^", "\x1bX", "\x1bPq"} {
		got := filtered(t, start, strings.Repeat("x", 1<<20))
		if end := strings.Index(got, "\x1b\\"); end < 0 || end > maxStringBytes+len(start) {
			t.Errorf("%q is not closed in time", start)
		}
	}
}

// samples are what terminals send, and what people type and paste.
var samples = []string{
	"jkhl/türkiye\r\t\x7f \x00\x1b",
	"\x1b[A\x1b[1;5C\x1bOP\x1b[15~\x1b[3;2~\x1b[Z\x1b[[A",
	"\x1b[<0;12;7M\x1b[<0;12;7m\x1b[<65;300;200M\x1b[I\x1b[O",
	"\x1b[97:65;2:3;65u\x1b[57358;1:2u\x1b[27;5;105~",
	"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\\x1b]10;rgb:ff/ff/ff\x07\x1b]52;c;aGVsbG8=\x1b\\",
	"\x1b[?62;1;6;22c\x1b[>1;10;0c\x1b[?2026;2$y\x1b[?1u\x1b[12;40R",
	"\x1bP1+r524742=38\x1b\\\x1bP>|ghostty 1.2\x1b\\\x1b_Gi=1;OK\x1b\\",
	"\x1b[200~Đà Nẵng, Łódź; Лев 日本 👩‍👩‍👧 é\x1b[201~",
	"\x1bb\x1b\x7f\x1b\x1b[A\x1b[7$\x1b[8^",
	"\x1b[" + list(32) + "m", "\x1b Pq本",
}

func TestWhatTerminalsSendPassesUnchangedHoweverItIsSplit(t *testing.T) {
	for _, s := range samples {
		for i := 0; i <= len(s); i++ {
			for j := i; j <= len(s); j++ {
				reads := []string{s[:i], s[i:j], s[j:]}
				if got := filtered(t, reads...); got != s {
					t.Fatalf("split %q: got %q", reads, got)
				}
			}
		}
	}
}

func TestDeadlyInputIsFilteredTheSameHoweverItIsSplit(t *testing.T) {
	for name, s := range deadly {
		if len(s) > 200 {
			continue
		}
		want := filtered(t, s)
		for i := 0; i <= len(s); i++ {
			for j := i; j <= len(s); j++ {
				if got := filtered(t, s[:i], s[i:j], s[j:]); got != want {
					t.Fatalf("%s, split at %d and %d: got %q, want %q", name, i, j, got, want)
				}
			}
		}
	}
}

func TestAReadGivesWhatTheTerminalGave(t *testing.T) {
	// The second Read of this terminal would block for ever, as a terminal does while nobody types.
	pr, pw := io.Pipe()
	go func() { _, _ = pw.Write([]byte("\x1b[1;2")) }()
	buf := make([]byte, 64)
	n, err := NewReader(pr).Read(buf)
	if got := string(buf[:n]); got != "\x1b[1;2" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestSmallBuffersLoseNothing(t *testing.T) {
	in := strings.Join(samples, "") + "\x1b]" + strings.Repeat("x", maxStringBytes) + "end"
	want := filtered(t, in)
	for size := 1; size <= 20; size++ {
		var got bytes.Buffer
		r, buf := NewReader(strings.NewReader(in)), make([]byte, size)
		for {
			n, err := r.Read(buf)
			got.Write(buf[:n])
			if err != nil {
				break
			}
		}
		if got.String() != want {
			t.Errorf("a buffer of %d bytes gives other input", size)
		}
	}
}

func TestErrorsOfTheTerminalAreReported(t *testing.T) {
	if _, err := NewReader(iotest.ErrReader(os.ErrClosed)).Read(make([]byte, 64)); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// tooLong reports whether s holds a parameter list the parser has no room for. It is the plain
// statement of what the filter is for: no state, no UTF-8, every ESC looked at by itself.
func tooLong(s string) bool {
	for i := range len(s) {
		if s[i] != esc {
			continue
		}
		rest := strings.TrimLeft(s[i+1:], " !\"#$%&'()*+,-./")
		if rest == "" || rest[0] != '[' && rest[0] != 'P' {
			continue
		}
		params := rest[1:]
		if end := strings.IndexFunc(params, func(r rune) bool { return r < '0' || r > '?' }); end >= 0 {
			params = params[:end]
		}
		if strings.Count(params, ";")+strings.Count(params, ":") >= maxParams {
			return true
		}
	}
	return false
}

var tenDigits = regexp.MustCompile(`\d{10}`)

// harmless reports whether s surely holds nothing the filter is for.
func harmless(s string) bool {
	return utf8.ValidString(s) && len(s) < maxParamBytes &&
		strings.Count(s, ";")+strings.Count(s, ":") < maxParams &&
		!strings.Contains(s, "_") && !strings.Contains(s, "95") && !strings.Contains(s, "\x9c") &&
		!(strings.Contains(s, "200") && strings.Contains(s, "\x03")) &&
		!strings.ContainsAny(s, "Mt\uFFFD") && !tenDigits.MatchString(s)
}

func FuzzReader(f *testing.F) {
	for _, s := range samples {
		f.Add(s, uint8(3), uint8(5))
	}
	for _, s := range deadly {
		if len(s) < 200 {
			f.Add(s, uint8(1), uint8(30))
		}
	}
	for _, s := range []string{
		"\x1b]95;\x1b[0;0;97;1;0;1_Лев", "\x1b]Л✨\x9c\x1b[1\x01",
		"\x1b[M", "\x1b[Ma", "\x1b[Mab", "\x1b[Mabc", "\x1b[5Mabc", "\x1b[0<Mabc", "\x1b[ Mabc", "\x9bM\x9bMabc",
		"\x1b[Ma\x00Л\x1b[Ma\x1bЛMabc\x1b[M\xc4\x9b\xc4\x9bMabc",
		"\x1bЛMabc\x1b[Л\x1bOЛMabc\x1bO\x9bMabc\x1bO1\x00ě", "\x1b ]\x07本Mabc\x1b P1q本\x1b [0;0_\x1b Oa",
		"\x1bP1$q\x18本\x9bMabc\x1bP>|\x90\x1b\\", "\x1b]11;本\x07本\x1b]x\x1b]0;\x07\x9d1\x9c", "\x1b_G本\x18本\x9f\x9c\x1b^\x9e\x1bX\x98\x1a本",
		"\x1b[7$\x1b[1 $q\x1b[?1$Mabc\x1b[1 2Mabc", "\x80\x84\x85\x8f\x90\x9b\x9f\x1b\x9bMabc\x1b\xc2\x9bMabc",
		"\x1b[200~a\x1b]本\x03\x1b[200~本\x1b[201~\x03", "\x1b[200;1~\x1b[\x03\x1b[201~\x1bP200~\x03", "\x1b[200~\xe6\x97\x03",
		"\x1b[200~本\x1b[M\x00ěMabc\uFFFD\x1b]\x1b[201~", "\xef\xbf\xbd\xef\xbf\x1b[\xef",
	} {
		f.Add(s, uint8(2), uint8(4))
	}
	f.Fuzz(func(t *testing.T, s string, a, b uint8) {
		i := min(int(a), len(s))
		j := min(i+int(b), len(s))
		split := []string{s[:i], s[i:j], s[j:]}
		whole := filtered(t, s)
		if got := filtered(t, split...); got != whole {
			t.Fatalf("split at %d and %d: %q, whole: %q", i, j, got, whole)
		}
		if tooLong(whole) {
			t.Fatalf("a list of more than %d parameters passes: %q", maxParams, whole)
		}
		if !utf8.ValidString(whole) {
			t.Fatalf("a piece of a letter passes: %q", whole)
		}
		if harmless(s) && whole != s {
			t.Fatalf("harmless input changed: %q to %q", s, whole)
		}
		if _, panicked := parse(NewReader(&chunks{reads: slices.Clone(split)})); panicked != nil {
			t.Fatalf("the parser panics on %q: %v", whole, panicked)
		}
		r, buf := NewReader(&chunks{reads: split}), make([]byte, 4096)
		var pauses []io.Reader
		paused, hurried := newStand(), newStand()
		var waiting []byte
		for n, err := r.Read(buf); err == nil; n, err = r.Read(buf) {
			pauses = append(pauses, strings.NewReader(string(buf[:n])))
			if _, fault := paused.scan(bytes.Clone(buf[:n])); fault != "" {
				t.Fatalf("%q after a pause: %s", buf[:n], fault)
			}
			waiting = append(waiting, buf[:n]...)
			left, fault := hurried.scan(waiting)
			if fault != "" {
				t.Fatalf("%q: %s", waiting, fault)
			}
			waiting = waiting[left:]
		}
		if _, panicked := parse(pauses...); panicked != nil {
			t.Fatalf("the parser panics on %q with pauses: %v", whole, panicked)
		}
	})
}
