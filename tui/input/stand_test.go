package input

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/parser"
)

// oldReport is where the parser takes the next three bytes for a button, a column and a row.
var oldReport = regexp.MustCompile(`^\x1b\[([0-;][0-?]*)?M`)

// stand is the parser behind Bubble Tea without its clock and its table of keys.
type stand struct {
	sequences *ansi.Parser
	events    uv.EventDecoder
}

func newStand() *stand {
	p := ansi.NewParser()
	p.SetParamsSize(parser.MaxParamsSize)
	return &stand{sequences: p}
}

// scan reads buf with the two halves of the parser, one after the other. From left on the parser would
// read anew if more came before its timeout; at the timeout it reads all. The fault says where it takes
// a step the filter is there to prevent. Each is wrong in itself, whether or not bytes follow that make
// the parser panic: so short inputs show what it takes long ones to die of.
func (s *stand) scan(buf []byte) (left int, fault string) {
	defer func() {
		if r := recover(); r != nil {
			fault = fmt.Sprint("the parser panics: ", r)
		}
	}()
	var state byte
	for i := 0; i < len(buf); {
		if !utf8.RuneStart(buf[i]) {
			return 0, fmt.Sprintf("sequences are read from inside a letter, at byte %d", i)
		}
		_, width, n, next := ansi.DecodeSequence(buf[i:], state, s.sequences)
		if width == 0 && s.sequences.Command() == '_' {
			return 0, fmt.Sprintf("a Windows key is read at byte %d", i)
		}
		i, state = i+n, next
	}
	left = len(buf)
	for i := 0; i < len(buf); {
		if buf[i] == '0' {
			i++ // a key, and there may be very many
			continue
		}
		if !utf8.RuneStart(buf[i]) {
			return 0, fmt.Sprintf("events are read from inside a letter, at byte %d", i)
		}
		if buf[i] == esc && oldReport.Match(buf[i:]) {
			return 0, fmt.Sprintf("an old mouse report is read at byte %d", i)
		}
		n, event := s.events.Decode(buf[i:len(buf):len(buf)])
		_, unknown := event.(uv.UnknownEvent)
		if unknown || buf[i] == esc && n <= 2 {
			left = min(left, i)
		}
		i += n
	}
	return left, ""
}

func TestTheParserAsTheseTestsRunItFailsOnDeadlyInput(t *testing.T) {
	for name, in := range deadly {
		if _, fault := newStand().scan([]byte(in)); fault == "" {
			t.Errorf("%s: no fault", name)
		}
	}
}

func TestWhatIsDroppedLeavesNoTrace(t *testing.T) {
	// Around the lengths at which bytes are dropped the filter must not think a sequence ended, or has
	// an intermediate byte, because of a byte that the parser does not get.
	for length := maxParamBytes - 3; length <= maxParamBytes+3; length++ {
		for _, start := range []string{"\x1b[", "\x1b[<", "\x1b [", "\x1bP"} {
			for _, params := range []string{strings.Repeat("1", length), strings.Repeat(" ", length), list(40)} {
				for _, end := range []string{"M", " M", " 1M", "_", " _", "q本", " q本", " 1q本"} {
					in := start + params + end
					if _, fault := newStand().scan([]byte(filtered(t, in))); fault != "" {
						t.Errorf("%d bytes between %q and %q: %s", len(params), start, end, fault)
					}
				}
			}
		}
	}
}

func TestAnOSCIsNotTakenForAWindowsKey(t *testing.T) {
	for _, number := range []string{"95", "000000095", "00000000000095", "18446744073709551711"} {
		for _, end := range []string{";x\x07", ";x\x1b\\", "\x07", "\x18", "é\xc3\x9c"} {
			in := "\x1b]" + number + end
			if _, fault := newStand().scan([]byte(in)); fault == "" {
				t.Errorf("%q: the parser takes it as it is: the case shows nothing", in)
			}
			if _, fault := newStand().scan([]byte(filtered(t, in))); fault != "" {
				t.Errorf("%q: %s", in, fault)
			}
		}
	}
}
