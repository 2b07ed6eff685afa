// Package keyboard finds keys that are bound by what stands on an English keyboard. On another one the
// rule is: a key whose own character is ASCII is that character, wherever it lies (the letters of a Dvorak
// or AZERTY keyboard are their owner's), and any other is the key at its place on a US keyboard, unless it
// writes text.
//
//	Russian:  ctrl+с  л  Л   Dvorak:  ctrl+c (at the place of i)   German:  ü
//	is        ctrl+c  k  K   is       ctrl+c                       is       [
//
// The place is told by terminals that report alternate keys, which the kitty
// protocol does for keys with ctrl or alt, and for the others where all are
// reported. What is not told is looked up, with ctrl and alt, among the alphabets below.
package keyboard

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Placed is a key as the bindings know it. Typing says that characters are text, so
// that only keys with ctrl or alt are looked for at their place.
func Placed(msg tea.KeyPressMsg, typing bool) tea.KeyPressMsg {
	k := tea.Key(msg)
	if k.Code == 0 {
		return msg
	}
	k = unfolded(k)
	base := k.BaseCode
	k.BaseCode, k.ShiftedCode = 0, 0 // else its name is that of its place, for a Dvorak letter too
	own, n := k.Code, 0
	if k.Text != "" {
		own, n = utf8.DecodeRuneInString(k.Text)
	}
	commands := k.Mod&(tea.ModCtrl|tea.ModAlt) != 0
	switch {
	case n != len(k.Text), own <= unicode.MaxASCII, !unicode.IsPrint(own):
		return tea.KeyPressMsg(k) // also keys without a character, such as the arrows
	case k.Text != "" && (typing || commands): // with both, it is what AltGr writes
		return tea.KeyPressMsg(k)
	case base == 0 && commands:
		base = placeOf(own)
	}
	if base <= ' ' || base > '~' {
		return tea.KeyPressMsg(k)
	}
	k.Code = base
	if k.Text != "" {
		if k.Mod.Contains(tea.ModShift) || unicode.IsUpper(own) {
			base = shifted(base)
		}
		k.Text = string(base)
	}
	return tea.KeyPressMsg(k)
}

// unfolded gives a key with shift the character that it writes. Where a terminal
// tells the place of a key too, the parser takes that for what shift makes of it:
// https://github.com/charmbracelet/ultraviolet/pull/122
func unfolded(k tea.Key) tea.Key {
	if k.Text == "" || k.BaseCode == 0 || k.ShiftedCode != k.BaseCode || k.Text != string(k.BaseCode) {
		return k
	}
	switch {
	case unicode.IsLetter(k.Code):
		k.Text = string(unicode.ToUpper(k.Code))
	case k.Code == k.BaseCode:
		k.Text = string(shifted(k.Code))
	}
	return k
}

// A US keyboard with and without shift.
const (
	UnshiftedKeys = "`1234567890-=[]\\;',./"
	ShiftedKeys   = `~!@#$%^&*()_+{}|:"<>?`
)

// shifted is what shift makes of a key of a US keyboard.
func shifted(key rune) rune {
	if i := strings.IndexRune(UnshiftedKeys, key); i >= 0 {
		return rune(ShiftedKeys[i])
	}
	return unicode.ToUpper(key)
}

// Alphabet is a keyboard on which no Latin letter can be written: its letters, and the US keys at the same
// places.
type Alphabet struct{ Letters, Keys string }

// Alphabets returns those that are known.
func Alphabets() []Alphabet { return alphabets[:] }

// alphabets are the standard keyboards on which no Latin letter can be written: their
// letters, and the US keys at the same places.
var alphabets = [...]Alphabet{
	{"йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"}, // Russian
	{"іїєґ", "s]'\\"}, // Ukrainian, where it differs
	{"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"}, // Greek
}

// placeOf finds a letter's key on a US keyboard; 0 for none.
func placeOf(letter rune) rune {
	letter = unicode.ToLower(letter)
	for _, l := range alphabets {
		if at := slices.Index([]rune(l.Letters), letter); at >= 0 {
			return rune(l.Keys[at])
		}
	}
	return 0
}
