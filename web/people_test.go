package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

// What is about people in withPeople.
const (
	person    = "欧阳修文"
	telephone = "13812345678"
)

// withPeople is a document that tells of a person in its header, in a goal, in
// an issue and in the message of one.
func withPeople() store.Document {
	doc := hashed(storetest.Plan("plan.pdf", 1))
	r := &doc.Records[0]
	r.Header = map[string]string{"项目负责人": person, "联系电话": telephone}
	r.Goals[0].Text = "由" + person + "组织实施。"
	r.Issues = append(r.Issues,
		normalize.Issue{Code: "low-confidence", Severity: normalize.Warning, Path: "/header/联系电话", Message: "it was read with a confidence of 0.50"},
		normalize.Issue{Code: "text-unplaced", Severity: normalize.Warning, Path: "/header/-", Message: `"联系人：` + person + `" is in no field of the record`},
	)
	r.Evidence["/header/联系电话"] = normalize.Place{Page: 1, Box: [4]float64{100, 100, 200, 110}, Confidence: new(0.5)}
	return doc
}

func tellsOfPeople(body string) bool {
	return strings.Contains(body, person) || strings.Contains(body, telephone)
}

func TestPeopleAreMaskedUntilTheyAreAskedFor(t *testing.T) {
	doc := withPeople()
	s := newSiteOf(t, []store.Document{doc}, nil)
	s.post("/settings", "author", "王芳", "back", "/")
	at := "/d/" + doc.SHA256
	queue := "/queue?severity=any"
	for _, path := range []string{"/", "/documents", "/forms", "/indicators", "/pages", queue, at, at + "?form=1", at + "?edit=/header/联系电话", at + "?edit=/goals/0/text"} {
		if body := s.get(path); tellsOfPeople(body) {
			t.Errorf("%s tells of people", path)
		}
	}
	if body := s.get(queue); !strings.Contains(body, "138****5678") || strings.Contains(body, `value="/header/联系电话"`) {
		t.Error("the queue does not show the mask alone of a number, or offers to accept what is not seen")
	}
	body := s.get(at + "?edit=/header/联系电话")
	if strings.Contains(body, `name="value"`) || !strings.Contains(body, "masked. Show it") {
		t.Error("a masked value can be edited")
	}
	if strings.Contains(body, "people=shown") {
		t.Error("pictures of pages are not covered")
	}

	body = s.post("/settings", "people", "shown", "back", at)
	if !tellsOfPeople(body) || !strings.Contains(body, "people=shown") {
		t.Error("the document does not show people when they are asked for")
	}
	if _, picture, _ := s.do(http.MethodGet, at+"/page/1?w=600&people=shown", nil, nil); !strings.Contains(picture, "people true") {
		t.Errorf("the picture is %q", picture)
	}
	if body := s.get(queue); tellsOfPeople(body) {
		t.Error("the queue tells of people who are shown on documents")
	}
	s.post(at+"/correct", "form", "0", "pointer", "/header/联系电话", "shown", `"`+telephone+`"`, "value", "13900000000")
	made, err := s.db.Corrections(t.Context(), doc.SHA256)
	if err != nil || len(made) != 1 || string(made[0].New) != `"13900000000"` {
		t.Errorf("corrections %+v, %v", made, err)
	}

	body = s.post("/settings", "people", "masked", "back", at)
	for _, number := range []string{telephone, "13900000000"} {
		if strings.Contains(body, number) || strings.Contains(s.get("/corrections"), number) {
			t.Errorf("%s is seen among the corrections", number)
		}
	}
}

// A value without people in it is compared with the stored one when it is
// corrected, though the record was masked.
func TestValuesBesideMaskedOnesCanBeAccepted(t *testing.T) {
	doc := withPeople()
	s := newSiteOf(t, []store.Document{doc}, nil)
	s.post("/settings", "author", "王芳", "back", "/")
	shown, err := store.ValueAt(&doc.Records[0], "/indicators/0/target")
	if err != nil || !json.Valid(shown) {
		t.Fatal(err)
	}
	body := s.post("/d/"+doc.SHA256+"/correct", "form", "0", "pointer", "/indicators/0/target", "shown", string(shown), "accept", "1")
	if !strings.Contains(body, "Accepted:") {
		t.Error("a value beside masked ones cannot be accepted")
	}
}
