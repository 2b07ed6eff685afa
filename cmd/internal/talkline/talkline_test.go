//go:build unix && !aix && !solaris

package talkline

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daylight/model"
)

// patience is how long a test waits for what it expects: only a failing one waits that long.
const patience = time.Minute

var aStory = Story{Name: "first-report", Text: "# The first report\n<!-- notes: greet -->\n"}

// folder is one for a talk, which is made when it is entered. The names of sockets are short, those of
// tests are not.
func folder(t testing.TB) string {
	t.Helper()
	around, err := os.MkdirTemp("", "talk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(around) })
	return filepath.Join(around, "daylight")
}

// present tells a talk in a folder until the test ends.
func present(t testing.TB, folder string) *Presenter {
	t.Helper()
	p, err := Present([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	p.Tell(aStory, model.Place{})
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// attend follows the talk in a folder, and has heard where it stands.
func attend(t testing.TB, folder string) *Follower {
	t.Helper()
	f, err := Follow([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	heard(t, f)
	return f
}

// inTime is what something gives that must not take for ever.
func inTime[T any](t testing.TB, what string, get func() T) T {
	t.Helper()
	got := make(chan T, 1)
	go func() { got <- get() }()
	select {
	case value := <-got:
		return value
	case <-time.After(patience):
		t.Fatalf("waited in vain for %s", what)
		panic("unreachable")
	}
}

type hearing struct {
	told Told
	err  error
}

// next is what a follower hears next.
func next(t testing.TB, f *Follower) (Told, error) {
	t.Helper()
	h := inTime(t, "where the talk stands", func() hearing {
		told, err := f.Next()
		return hearing{told, err}
	})
	return h.told, h.err
}

func heard(t testing.TB, f *Follower) Told {
	t.Helper()
	told, err := next(t, f)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// hearsPlace waits until a follower hears of a place: those before it may have been left out.
func hearsPlace(t testing.TB, f *Follower, at model.Place) {
	t.Helper()
	for heard(t, f).Place != at {
	}
}

// asked is the action that comes to a presenter next.
func asked(t testing.TB, p *Presenter) model.Action {
	t.Helper()
	return inTime(t, "an action", func() model.Action {
		a, _ := p.Next()
		return a
	})
}

// driven waits until an action of a follower reaches the presenter: then the line works.
func driven(t testing.TB, p *Presenter, f *Follower) {
	t.Helper()
	f.Drive(model.ToggleTimer{})
	for asked(t, p) != (model.ToggleTimer{}) {
	}
}

func TestAFollowerHearsTheStoryAndWhereTheTalkStands(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	p.Tell(aStory, model.Place{Slide: 2, Step: 1})
	f, err := Follow([]string{at})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if first := heard(t, f); first.Story == nil || *first.Story != aStory || first.Place != (model.Place{Slide: 2, Step: 1}) {
		t.Errorf("the first that a follower hears is %v", first)
	}
	place := model.Place{Slide: 3, Exploring: true, Blank: true, Running: true, Spent: 61500}
	p.Tell(aStory, place)
	if told := heard(t, f); told.Story != nil || told.Place != place {
		t.Errorf("a place arrives as %v", told)
	}
	again := Story{aStory.Name, "# Another text\n\u2028 <b>&\x00"}
	p.Tell(again, model.Place{})
	if told := heard(t, f); told.Story == nil || *told.Story != again {
		t.Errorf("the story that was read anew arrives as %v", told)
	}
}

func TestAFollowerDrivesTheTalk(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	all := []model.Action{
		model.Advance{By: 1}, model.Advance{By: -1}, model.GoToSlide{Slide: 4}, model.GoToSlide{}, model.ToggleBlank{}, model.ToggleTimer{}, model.ReturnToSlide{},
	}
	for _, a := range all {
		f.Drive(a)
		if got := asked(t, p); got != a {
			t.Errorf("%#v arrives as %#v", a, got)
		}
	}
	f.Drive(model.Quit{}) // which is no part of a talk
	f.Drive(model.Reset{})
	f.Drive(model.PassTime{Passed: 1})
	f.Drive(all[0])
	if got := asked(t, p); got != all[0] {
		t.Errorf("a follower could ask for %#v", got)
	}
}

func TestFourCanFollowAndAFifthIsToldSo(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	var all []*Follower
	for range maxFollowers {
		all = append(all, attend(t, at))
	}
	if _, err := Follow([]string{at}); !errors.Is(err, ErrFull) {
		t.Fatalf("a fifth hears %v", err)
	}
	p.Tell(aStory, model.Place{Slide: 1})
	for _, f := range all {
		hearsPlace(t, f, model.Place{Slide: 1})
	}
	all[0].Close()
	eventually(t, "a place becomes free", func() bool {
		f, err := Follow([]string{at})
		if err == nil {
			f.Close()
		}
		return err == nil
	})
}

// eventually waits until something comes true.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	late := time.After(patience)
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !is() {
		select {
		case <-again.C:
		case <-late:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestWithoutATalkThereIsNobodyToFollow(t *testing.T) {
	at := folder(t)
	if _, err := Follow([]string{at, at + "-2"}); !errors.Is(err, ErrNobody) {
		t.Errorf("without a folder: %v", err)
	}
	if err := os.Mkdir(at, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Follow([]string{at}); !errors.Is(err, ErrNobody) {
		t.Errorf("in an empty folder: %v", err)
	}
}

func TestAtTheEndTheFollowerIsToldAndNothingIsLeft(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if _, err := next(t, f); !errors.Is(err, ErrEnded) {
		t.Errorf("at the end a follower hears %v", err)
	}
	if _, ok := p.Next(); ok {
		t.Error("there is an action after the end")
	}
	if left, err := os.ReadDir(filepath.Dir(at)); err != nil || len(left) > 0 {
		t.Errorf("a talk leaves %v behind, %v", left, err)
	}
	if err := p.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	p.Tell(aStory, model.Place{Slide: 5}) // which nobody hears
	again := present(t, at)
	driven(t, again, attend(t, at))
}

func TestATalkIsFoundInTheSecondFolder(t *testing.T) {
	at := folder(t)
	none := filepath.Join(filepath.Dir(at), "none", "daylight") // as where the runtime directory is not there
	p, err := Present([]string{none, at})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if _, err := Follow([]string{none, at}); !errors.Is(err, ErrUnbegun) {
		t.Errorf("before there is a story a follower hears %v", err)
	}
	p.Tell(Story{}, model.Place{})
	f, err := Follow([]string{none, at})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	driven(t, p, f)
}

func TestTheFoldersAreOfTheAccountAlone(t *testing.T) {
	if got := Folders("/run/user/7", "/tmp"); len(got) != 2 || got[0] != "/run/user/7/daylight" || filepath.Dir(got[1]) != "/tmp" {
		t.Errorf("with a runtime directory: %q", got)
	}
	for _, runtime := range []string{"", "run", "./run"} {
		if got := Folders(runtime, "/tmp"); len(got) != 1 || filepath.Dir(got[0]) != "/tmp" {
			t.Errorf("with the runtime directory %q: %q", runtime, got)
		}
	}
}

// A screen that does not read keeps nobody waiting, and is dropped.
func TestAStuckFollowerDoesNotSlowTheTalk(t *testing.T) {
	t.Parallel()
	at := folder(t)
	p := present(t, at)
	stuck := attend(t, at)
	f := attend(t, at)
	text := strings.Repeat("x", 1<<20)
	for i := range 20 {
		p.Tell(Story{"long", text[i:]}, model.Place{Slide: i})
	}
	hearsPlace(t, f, model.Place{Slide: 19})
	eventually(t, "the stuck one is dropped", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return len(p.followers) == 1
	})
	driven(t, p, f)
	for err := error(nil); err == nil; {
		if _, err = next(t, stuck); err != nil && !errors.Is(err, ErrLost) {
			t.Errorf("the stuck one hears %v", err)
		}
	}
}

// More than the talk can carry out is left out.
func TestOrdersDoNotPileUp(t *testing.T) {
	at := folder(t)
	p := present(t, at)
	f := attend(t, at)
	for i := range maxOrders {
		f.Drive(model.GoToSlide{Slide: i})
	}
	eventually(t, "they have arrived", func() bool { return len(p.orders) == maxOrders })
	f.Drive(model.ToggleBlank{})
	p.Tell(aStory, model.Place{Slide: 1})
	hearsPlace(t, f, model.Place{Slide: 1})
	for i := range maxOrders {
		if got := asked(t, p); got != (model.GoToSlide{Slide: i}) {
			t.Fatalf("order %d is %#v", i, got)
		}
	}
	driven(t, p, f)
}

func BenchmarkTell(b *testing.B) {
	at := folder(b)
	p := present(b, at)
	attend(b, at)
	for i := range b.N {
		p.Tell(aStory, model.Place{Slide: i})
	}
}
