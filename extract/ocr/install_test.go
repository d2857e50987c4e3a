package ocr

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// packOf makes an archive of files, and the pack that pins it.
func packOf(t *testing.T, folder string, files map[string]string) pack {
	t.Helper()
	p := pack{spec: "characters@1.0.0", archive: "characters-1.0.0.tgz"}
	var archive bytes.Buffer
	zipped := gzip.NewWriter(&archive)
	entries := tar.NewWriter(zipped)
	for name, content := range files {
		header := &tar.Header{Name: "package/" + name, Mode: 0o777, Size: int64(len(content))}
		if err := entries.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := entries.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(content))
		p.members = append(p.members, member{"package/" + name, name, int64(len(content)), hex.EncodeToString(sum[:])})
	}
	if err := errors.Join(entries.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(archive.Bytes())
	p.integrity = base64.StdEncoding.EncodeToString(sum[:])
	if err := os.WriteFile(filepath.Join(folder, p.archive), archive.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// content lists the files of a folder with what is in them.
func content(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range entries {
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = string(text)
	}
	return files
}

func TestInstallsTheWantedFilesOfAnArchive(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	p := packOf(t, from, map[string]string{"network": "weights", "dictionary": "一\n二\n", "script.js": "harm()"})
	wanted := p.members[:0]
	for _, m := range p.members {
		if m.name != "script.js" {
			wanted = append(wanted, m)
		}
	}
	p.members = wanted
	if err := p.install(t.Context(), dir, InstallOptions{From: from}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"network": "weights", "dictionary": "一\n二\n"}, content(t, dir)); diff != "" {
		t.Errorf("installed (-want +got):\n%s", diff)
	}
	if !p.installed(dir) {
		t.Error("it is not seen to be installed")
	}
	if err := os.WriteFile(filepath.Join(dir, "network"), []byte("Weights"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p.installed(dir) {
		t.Error("a changed file passes for the installed one")
	}
}

func TestRefusesAnArchiveThatIsNotThePinnedOne(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	p := packOf(t, from, map[string]string{"network": "weights"})
	packOf(t, from, map[string]string{"network": "forged!"})
	var integrity *IntegrityError
	if err := p.install(t.Context(), dir, InstallOptions{From: from}); !errors.As(err, &integrity) {
		t.Errorf("got %v, want an IntegrityError", err)
	}
	if diff := cmp.Diff(map[string]string{}, content(t, dir)); diff != "" {
		t.Errorf("it left files behind (-want +got):\n%s", diff)
	}
}

func TestRefusesAMemberThatIsNotThePinnedOne(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	p := packOf(t, from, map[string]string{"network": "weights"})
	for name, spoil := range map[string]func(*member){
		"hash":    func(m *member) { m.sha256 = hex.EncodeToString(make([]byte, 32)) },
		"size":    func(m *member) { m.size-- },
		"missing": func(m *member) { m.path = "package/elsewhere" },
	} {
		t.Run(name, func(t *testing.T) {
			spoiled := p
			spoiled.members = []member{p.members[0]}
			spoil(&spoiled.members[0])
			var integrity *IntegrityError
			if err := spoiled.install(t.Context(), dir, InstallOptions{From: from}); !errors.As(err, &integrity) {
				t.Errorf("got %v, want an IntegrityError", err)
			}
			if diff := cmp.Diff(map[string]string{}, content(t, dir)); diff != "" {
				t.Errorf("it left files behind (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSaysThatNPMIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	dir := t.TempDir()
	if err := Install(t.Context(), dir, InstallOptions{}); !errors.Is(err, ErrNoNPM) {
		t.Errorf("got %v, want ErrNoNPM", err)
	}
	if diff := cmp.Diff(map[string]string{}, content(t, dir)); diff != "" {
		t.Errorf("it left files behind (-want +got):\n%s", diff)
	}
}

func TestOpenNamesWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir)
	if !errors.Is(err, ErrNotInstalled) {
		t.Fatalf("got %v, want ErrNotInstalled", err)
	}
}

func TestEveryPlatformHasARuntimeThatCanBeChecked(t *testing.T) {
	all := []pack{models}
	for _, p := range runtimes {
		all = append(all, p)
	}
	for _, p := range all {
		if sum, err := base64.StdEncoding.DecodeString(p.integrity); err != nil || len(sum) != sha512.Size {
			t.Errorf("%s: its integrity is no SHA-512 in base64", p.spec)
		}
		for _, m := range p.members {
			if sum, err := hex.DecodeString(m.sha256); err != nil || len(sum) != sha256.Size {
				t.Errorf("%s: %s: not a SHA-256 in hex", p.spec, m.name)
			}
		}
	}
}
