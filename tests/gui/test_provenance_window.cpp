// What one selects of the request lights up its places in the editor, in the real window.
#include "compose_bench.h"

#include <gui/widgets/data_table.h>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group = R"({
  "type": "group",
  "groupId": "SegmentToSMCStatic",
  "userId": "segmenttest@selligent.com",
  "traits": {
    "matchkey": "MAIL",
    "userlist": "USERS_SEGMENT",
    "age": 42
  }
})";

constexpr unsigned long HighlightIndicator = 8;

} // namespace

class TestProvenanceWindow : public ComposeBench
{
    Q_OBJECT

    CodeView &request() { return *named<CodeView>(*m_page, QStringLiteral("Request as text")); }

    /// The stretches of the editor that are lit, joined.
    QByteArray lit()
    {
        const std::string code = editor().code();
        QByteArrayList stretches;
        bool wasLit = false;
        for (std::size_t byte = 0; byte < code.size(); ++byte) {
            const bool isLit = editor().SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, HighlightIndicator,
                                                      static_cast<long>(byte)) != 0;
            if (isLit && !wasLit)
                stretches.append(QByteArray());
            if (isLit)
                stretches.last().append(code[byte]);
            wasLit = isLit;
        }
        return stretches.join(" | ");
    }

    /// Selects by the keyboard, from within the first `from` to within the `to` behind it.
    void select(const char *from, const char *to)
    {
        const std::string text = request().code();
        const std::size_t begin = text.find(from);
        const std::size_t end = text.find(to, begin);
        QVERIFY2(begin != std::string::npos && end != std::string::npos, text.c_str());
        request().setFocus();
        QTRY_VERIFY(request().hasFocus());
        request().setCaret(begin + 2);
        for (std::size_t at = begin + 2; at < end + 4; ++at)
            QTest::keyClick(&request(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(std::size_t(request().selection().begin), begin + 2);
        QCOMPARE(std::size_t(request().selection().end), end + 4);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void theCellsOfTheValueAtTheCaretAreInView()
    {
        m_bench->window().resize(1024, 680);
        const std::string track =
            R"({"type":"track","event":"Order Completed","userId":"u1",)"
            R"("timestamp":"2026-03-01T12:00:00Z","context":{"ip":"1.2.3.4"},"properties":{"a":1}})";
        write(track);
        QTRY_VERIFY(m_page->preview().provenance != nullptr);
        auto *row = named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        QTest::qWait(100);
        for (const char *value : {"2026-03-01", "u1"}) {
            editor().setFocus();
            editor().setCaret(track.find(value));
            QTRY_VERIFY2(([&] {
                             for (int at = 0; at < row->model()->rowCount(); ++at) {
                                 const QModelIndex cell = row->model()->index(at, 1);
                                 if (cell.data().toString().startsWith(QLatin1String(value)) &&
                                     row->viewport()->rect().contains(row->visualRect(cell).center()))
                                     return true;
                             }
                             return false;
                         })(),
                         value);
        }
    }

    void aRangeOfTheRequestLightsUpAllThatItTouches()
    {
        write(Group);
        QTRY_VERIFY(m_page->preview().provenance != nullptr);
        QTRY_VERIFY(!request().code().empty());
        QCOMPARE(lit(), QByteArray());
        // Within one value, the whole of it.
        select("USERS_SEGMENT", "S_SEGMENT");
        QTRY_COMPARE(lit(), QByteArray("\"USERS_SEGMENT\""));
        // From the list to the segment.
        select("USERS_SEGMENT", "SegmentToSMCStatic");
        QTRY_COMPARE(lit(), QByteArray("\"SegmentToSMCStatic\" | \"USERS_SEGMENT\""));
        m_bench->picture("compose-request-range");
        // The row alone.
        select("\"segmenttest@", "@selligent.com");
        QTRY_COMPARE(lit(), QByteArray("\"segmenttest@selligent.com\""));
        // What comes from no value of the event.
        select("Portal", "rtal");
        QTRY_COMPARE(lit(), QByteArray());
        // All of it but what no rule reads.
        QTest::keyClick(&request(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(lit(), QByteArray("\"SegmentToSMCStatic\" | \"segmenttest@selligent.com\" | \"MAIL\" | "
                                       "\"USERS_SEGMENT\""));
    }
};

QTEST_MAIN(TestProvenanceWindow)
#include "test_provenance_window.moc"
