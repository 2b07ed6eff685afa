// Package environ is what the environment said when the program was started.
//
// Inside tmux, the library that counts a terminal's colours asks tmux for more by running `tmux info`.
// lipgloss has it do so before main begins, for a writer that daylight never uses: that costs
// milliseconds of every start and breaks the promise that daylight starts no other program. So TMUX is
// taken out of the environment before. That this package comes first is in the order of the language:
// of the packages whose imports are ready, the first by its path, and daylight/… stands before
// github.com/charmbracelet/colorprofile. It therefore imports nothing but os.
package environ

import "os"

// Variables are those that the program was started with, KEY=value, TMUX among them.
var Variables = withoutTMUX()

func withoutTMUX() []string {
	all := os.Environ()
	_ = os.Unsetenv("TMUX") // fails for no such name
	return all
}
