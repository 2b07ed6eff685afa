package terminal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// list is n parameters.
func list(n int) string { return strings.Repeat("1;", n-1) + "1" }

// opened returns an inbox whose faults are the test's and whose clocks stand still, and what the terminal
// said about itself.
func opened(t testing.TB) (*inbox, *[]string) {
	t.Helper()
	var heard []string
	b := newInbox(func() {
		if fault := recover(); fault != nil {
			t.Error(fault)
		}
	}, func(ev uv.Event) bool {
		heard = append(heard, fmt.Sprintf("%T", ev))
		return false
	})
	b.after = func(time.Duration, func()) *time.Timer { // a busy machine would give up what the test is about to send
		never := time.NewTimer(time.Hour)
		never.Stop()
		return never
	}
	return b, &heard
}

// taken empties an inbox.
func (b *inbox) taken() []string {
	var list []string
	for msg, ok := b.next(); ok; msg, ok = b.next() {
		switch msg := msg.(type) {
		case uv.KeyPressEvent:
			list = append(list, msg.String())
		case uv.PasteEvent:
			list = append(list, "paste "+msg.Content)
		default:
			list = append(list, fmt.Sprintf("%T", msg))
		}
	}
	return list
}

// events is what the loop hears of what a terminal sends in some reads and, after them, no more.
func events(t testing.TB, reads ...string) []string {
	t.Helper()
	b, _ := opened(t)
	for _, r := range reads {
		b.write([]byte(r))
	}
	b.expire(b.turn)
	return b.taken()
}

// sent are what terminals send, what people type and paste, and what the loop is to hear of it.
var sent = []struct {
	bytes string
	heard []string
}{
	{"jK/ü日\r\t\x7f \x00", []string{"j", "K", "/", "ü", "日", "enter", "tab", "backspace", "space", "ctrl+space"}},
	{"\x1b", []string{"esc"}},
	{"\x1b\x1b", []string{"esc", "esc"}},
	{"\x1b\x1bj", []string{"esc", "alt+j"}},
	{"\x1bj\x1bü\x1b\x7f\x1b\r", []string{"alt+j", "alt+ü", "alt+backspace", "alt+enter"}},
	{"\x1b[A\x1b[1;5C\x1bOP\x1b[15~\x1b[3;2~\x1b[Z", []string{"up", "ctrl+right", "f1", "f5", "shift+delete", "shift+tab"}},
	{"\x1b\x1b[A\x1b\x1bOD", []string{"esc", "up", "esc", "left"}},
	{"\x1b\x1b]11;rgb:1d1d/1f1f/2121\x07\x1b\x1b[?62c\x1b\x1b[200~q\x1b[201~", []string{"esc", "uv.BackgroundColorEvent", "esc", "esc", "paste q"}},
	{"\x1b[[A\x1b[[Ej", []string{"j"}},
	{"\x1b[<0;12;7M\x1b[<0;12;7m\x1b[<65;300;200M", []string{"uv.MouseClickEvent", "uv.MouseReleaseEvent", "uv.MouseWheelEvent"}},
	{"\x1b[M !!q\x1b[M\x80\xff\x9bq", []string{"q", "q"}},
	{"\x1b[M\rq\x1b[M \x1b[A", []string{"enter", "q", "up"}},
	{"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\\x1b]11;rgb:ff/ff/ff\x07", []string{"uv.BackgroundColorEvent", "uv.BackgroundColorEvent"}},
	{"\x1b[?62;1;6;22c\x1b[>1;10;0c\x1b[?2026;2$y\x1b[?1u", nil},
	{"\x1bP1+r524742=38\x1b\\\x1bP>|ghostty 1.2\x1b\\\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\q", []string{"q"}},
	{"\x1b[8;20000;20000t\x1b[48;20000;20000;1;1t\x1b[65;0;97;1;0;65535_q", []string{"q"}},
	{"\x1b[200~Đà Nẵng\r\n\tЛев 日本\x1b[201~j", []string{"paste Đà Nẵng\r\n\tЛев 日本", "j"}},
	{"\x1b[200~a\x1b[Ab\x1b]11;?\x07c\x1b[201~", []string{"paste abc"}},
	{"\x1b[200~half\x03", []string{"paste half", "ctrl+c"}},
	{"\x1b[200~half\x1b]11;\x03", []string{"paste half", "ctrl+c"}},
	{"\x1b[200~half\x1b[99;5uq", []string{"paste half", "ctrl+c", "q"}},
	{"\x1b[200~half\x1b[1089::99;69uq", []string{"paste half", "ctrl+c", "q"}},
	{"\x1b[99;5u\x1b[27;5;105~\x1b[57441;1u\x1b[57358;1uq", []string{"ctrl+c", "ctrl+i", "q"}},
	{"a\u0085b\uFFFDc\xffd\xe6\x97e", []string{"a", "b", "c", "d", "e"}},
	{"\x1b]0;\x18q\x1bPx\x1aq\x1b[1;\x18q", []string{"q", "q", "ctrl+x", "q"}},
	{"\x1b[?1u\x1b]x\x1b[Aq", []string{"up", "q"}},
}

func TestTheLoopHearsTheSameHoweverItWasSplit(t *testing.T) {
	for _, s := range sent {
		for i := 0; i <= len(s.bytes); i++ {
			for j := i; j <= len(s.bytes); j++ {
				reads := []string{s.bytes[:i], s.bytes[i:j], s.bytes[j:]}
				if got := events(t, reads...); !slices.Equal(got, s.heard) {
					t.Fatalf("%q\nheard %q\nwant  %q", reads, got, s.heard)
				}
			}
		}
	}
}

// deadly holds inputs that panic the decoder, or make it lose its place.
var deadly = map[string]string{
	"33 parameters":                 "\x1b[" + list(33) + "m",
	"33 sub-parameters":             "\x1b[" + strings.ReplaceAll(list(33), ";", ":") + "m",
	"33 parameters with a prefix":   "\x1b[?" + list(33) + "c",
	"33 parameters in a DCS":        "\x1bP" + list(33) + "qx\x1b\\",
	"33 parameters in an 8-bit CSI": "\x9b" + list(33) + "m",
	"10,000 parameters":             "\x1b[" + list(10_000) + "m",
	"8-bit mouse report":            "\x9bMabc",
	"8-bit mouse report in an OSC":  "\x1b]x\xe1\x9c\x9bMabc",
	"8-bit mouse report in a mouse": "\x1b[Mab\xc4\x9bMabc",
	"half a letter, and a report":   "\xe1\x9bMabc",
	"a letter with ST inside":       "\x1b]11;本本",
	"a number without end":          "\x1b[" + strings.Repeat("9", 1<<16) + "A",
	"an OSC without end":            "\x1b]52;c;" + strings.Repeat("x", 1<<20),
	"an APC without end":            "\x1b_G" + strings.Repeat("x", 1<<20),
	"a paste without end":           "\x1b[200~" + strings.Repeat("x", 1<<20),
}

func TestAfterDeadlyInputKeysStillArrive(t *testing.T) {
	for name, in := range deadly {
		t.Run(name, func(t *testing.T) {
			b, _ := opened(t)
			b.write([]byte(in))
			b.expire(b.turn)
			b.taken()
			b.write([]byte("\x1b[Aq\x03"))
			got := b.taken()
			if n := len(got); n == 0 || got[n-1] != "ctrl+c" {
				t.Errorf("heard %q", got)
			}
			if name == "a paste without end" {
				return
			}
			b.write([]byte("\x1b[Aq"))
			if got := b.taken(); !slices.Equal(got, []string{"up", "q"}) {
				t.Errorf("heard %q", got)
			}
		})
	}
}

// replies are what terminals answer, and what opens a paste. Each piece of them would be typing.
var replies = []string{
	"\x1b[B", "\x1bOB", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b[?62;22c", "\x1b[<0;12;7M",
	"\x1b[?2026;2$y", "\x1b[?29u", "\x1b[200~", "\x1bP1+r524742=38\x1b\\", "\x1b_Gi=1;OK\x1b\\",
}

func TestAReplyThatNeverEndsIsNotTyping(t *testing.T) {
	for _, r := range replies {
		for i := 2; i < len(r); i++ {
			if got := events(t, r[:i]); len(got) > 0 {
				t.Errorf("%q is heard as %q", r[:i], got)
			}
		}
	}
}

func TestAClockThatHasRunOutTooLateGivesNothingUp(t *testing.T) {
	for _, r := range replies {
		b, _ := opened(t)
		b.write([]byte(r[:1]))
		late := b.turn
		b.write([]byte(r[1 : len(r)-1]))
		b.expire(late)
		b.write([]byte(r[len(r)-1:]))
		if got, want := b.taken(), events(t, r); !slices.Equal(got, want) {
			t.Errorf("%q is heard as %q, want %q", r, got, want)
		}
	}
}

func TestCtrlCGoesPastWhatWasReadBeforeIt(t *testing.T) {
	for _, ctrlC := range []string{
		"\x03", "\x1b[99;5u", "\x1b[99;69u", "\x1b[99;197u", "\x1b[1089;5u", "\x1b[1089::99;5u", "\x1b[968;5u", "\x1b[27;5;99~", "\x1b\x03", "\x1b[1;\x03", "\x1b]11;\x03",
	} {
		b, _ := opened(t)
		b.write([]byte(strings.Repeat("j", 1<<20)))
		b.write([]byte("/text" + ctrlC + "q"))
		got := b.taken()
		if len(got) != 2 && ctrlC != "\x1b\x03" || got[len(got)-1] != "q" {
			t.Errorf("%q: %d messages remain: %q", ctrlC, len(got), got[:min(4, len(got))])
		}
	}
}

func TestTheInboxIsBounded(t *testing.T) {
	b, _ := opened(t)
	for _, flood := range []string{"j", "\x1b[A", "\x1b[<65;3;3M", "\x1b[200~xxxx", "\x1b[200~x\x1b[201~", "\x1b]11;rgb:0/0/0\x07", "\x1b]52;", "日"} {
		for range 100 {
			b.write([]byte(strings.Repeat(flood, 1000)))
		}
	}
	if n := len(b.queue); n > maxQueue+1 {
		t.Errorf("%d messages wait", n)
	}
	if n := b.paste.Len(); n > maxPaste {
		t.Errorf("a paste has %d bytes", n)
	}
	if n := cap(b.split.buf); n > 2*maxText {
		t.Errorf("a sequence has %d bytes", n)
	}
}

func TestALongPasteIsCutBetweenLetters(t *testing.T) {
	for _, text := range []string{"text ", "日", "é", "\r\n"} {
		got := events(t, "\x1b[200~"+strings.Repeat(text, 1<<17)+"\x1b[201~", "q")
		if len(got) != 2 || got[1] != "q" || len(got[0]) > maxPaste+len("paste ") || !utf8.ValidString(got[0]) {
			t.Errorf("of %q: %d messages", text, len(got))
		}
	}
}

func FuzzInput(f *testing.F) {
	for _, s := range sent {
		f.Add(s.bytes, uint8(3), uint8(5))
	}
	for _, s := range deadly {
		if len(s) < 200 {
			f.Add(s, uint8(1), uint8(30))
		}
	}
	for _, s := range replies {
		f.Add(s+s, uint8(2), uint8(4))
	}
	f.Fuzz(func(t *testing.T, s string, a, b uint8) {
		i := min(int(a), len(s))
		j := min(i+int(b), len(s))
		whole := events(t, s)
		if got := events(t, s[:i], s[i:j], s[j:]); !slices.Equal(got, whole) && !strings.ContainsFunc(s, combines) {
			t.Fatalf("split at %d and %d: %q, whole: %q", i, j, got, whole)
		}
		got := events(t, s, "\x1b\\\x1b\\\x1b[201~\x03")
		if len(got) == 0 || got[len(got)-1] != "ctrl+c" {
			t.Fatalf("after %q ctrl+c is not heard: %q", s, got)
		}
		in, _ := opened(t)
		in.write([]byte(s))
		if n := cap(in.split.buf); n > 2*maxText {
			t.Fatalf("a piece has %d bytes", n)
		}
	})
}

// combines says whether a letter may grow together with one before it: that depends on whether both have
// come yet.
func combines(r rune) bool { return r > 0x2ff }
