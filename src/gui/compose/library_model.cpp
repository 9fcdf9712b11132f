#include "library_model.h"

#include "../icons.h"
#include "../text.h"

#include <QFont>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <map>

namespace smc::gui {

using Kind = LibraryItem::Kind;
using workspace::SavedEntry;
using workspace::SavedPath;

namespace {

QString titleOf(const std::string &callType)
{
    if (callType == "several")
        return LibraryModel::tr("Several events");
    QString title = fromUtf8(callType);
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString mimeType()
{
    return QStringLiteral("application/x-smc-console-saved-events");
}

} // namespace

LibraryModel::LibraryModel(std::vector<Example> examples, QObject *parent)
    : QAbstractItemModel(parent)
    , m_examples(std::move(examples))
{
    const std::vector<std::string> order = {"identify", "track", "page", "screen", "group", "alias"};
    std::stable_sort(m_examples.begin(), m_examples.end(), [&](const Example &a, const Example &b) {
        return std::find(order.begin(), order.end(), a.callType) < std::find(order.begin(), order.end(), b.callType);
    });
    build();
}

bool LibraryModel::setSaved(workspace::SavedTree tree)
{
    const bool isSame = tree.entries == m_saved.entries;
    m_saved = std::move(tree);
    if (!isSame)
        build();
    return !isSame;
}

void LibraryModel::setFilter(const QString &needle, std::vector<SavedPath> found)
{
    std::sort(found.begin(), found.end());
    if (needle == m_needle && found == m_found)
        return;
    m_needle = needle;
    m_found = std::move(found);
    build();
}

int LibraryModel::countShown() const
{
    return static_cast<int>(std::count_if(m_items.begin(), m_items.end(), [](const LibraryItem &item) {
        return item.kind == Kind::Event || item.kind == Kind::Example;
    }));
}

void LibraryModel::build()
{
    beginResetModel();
    m_items.clear();
    m_top.clear();
    buildSaved();
    buildExamples();
    endResetModel();
}

int LibraryModel::add(LibraryItem item)
{
    const int number = static_cast<int>(m_items.size());
    std::vector<int> &siblings = item.parent < 0 ? m_top : m_items[static_cast<std::size_t>(item.parent)].children;
    item.row = static_cast<int>(siblings.size());
    siblings.push_back(number);
    m_items.push_back(std::move(item));
    return number;
}

bool LibraryModel::isShown(const SavedEntry &entry) const
{
    if (!isFiltered())
        return true;
    if (entry.kind == SavedEntry::Kind::Event)
        return std::binary_search(m_found.begin(), m_found.end(), entry.path);
    return std::any_of(m_found.begin(), m_found.end(),
                       [&](const SavedPath &path) { return path != entry.path && path.isWithin(entry.path); });
}

void LibraryModel::buildSaved()
{
    LibraryItem section;
    section.kind = Kind::Saved;
    section.title = tr("Saved");
    const int top = add(std::move(section));
    std::map<SavedPath, int> folders{{SavedPath(), top}};
    for (const SavedEntry &entry : m_saved.entries) {
        const auto above = folders.find(entry.path.parent());
        if (above == folders.end() || !isShown(entry))
            continue;
        const bool isFolder = entry.kind == SavedEntry::Kind::Folder;
        LibraryItem item;
        item.kind = isFolder ? Kind::Folder : Kind::Event;
        item.title = fromUtf8(entry.path.name());
        item.key = entry.path.text();
        item.parent = above->second;
        const int number = add(std::move(item));
        if (isFolder)
            folders[entry.path] = number;
    }
    if (m_saved.entries.empty() && !isFiltered()) {
        LibraryItem hint;
        hint.kind = Kind::Hint;
        hint.title = tr("Save this event…");
        hint.description = tr("Keep the event in the editor here, to send it again.");
        hint.parent = top;
        add(std::move(hint));
    }
    if (isFiltered() && m_items.front().children.empty()) {
        m_items.clear();
        m_top.clear();
    }
}

void LibraryModel::buildExamples()
{
    int section = -1;
    int group = -1;
    for (const Example &example : m_examples) {
        const bool isMeant = !isFiltered() || example.title.contains(m_needle, Qt::CaseInsensitive) ||
                             example.description.contains(m_needle, Qt::CaseInsensitive) ||
                             titleOf(example.callType).contains(m_needle, Qt::CaseInsensitive);
        if (!isMeant)
            continue;
        LibraryItem item;
        if (section < 0) {
            item.kind = Kind::Examples;
            item.title = tr("Examples");
            section = add(std::exchange(item, {}));
        }
        if (group < 0 || m_items[static_cast<std::size_t>(group)].key != example.callType) {
            item.kind = Kind::CallType;
            item.title = titleOf(example.callType);
            item.key = example.callType;
            item.parent = section;
            group = add(std::exchange(item, {}));
        }
        item.kind = Kind::Example;
        item.title = example.title;
        item.description = example.description;
        item.key = example.file;
        item.parent = group;
        add(std::move(item));
    }
}

const LibraryItem &LibraryModel::item(const QModelIndex &index) const
{
    return m_items[index.internalId()];
}

QModelIndex LibraryModel::indexOf(Kind kind, const std::string &key) const
{
    for (std::size_t number = 0; number < m_items.size(); ++number) {
        if (m_items[number].kind == kind && m_items[number].key == key)
            return createIndex(m_items[number].row, 0, static_cast<quintptr>(number));
    }
    return {};
}

QModelIndex LibraryModel::beside(const QModelIndex &index) const
{
    const QModelIndex next = index.siblingAtRow(index.row() + 1);
    const QModelIndex previous = index.siblingAtRow(index.row() - 1);
    return next.isValid() ? next : previous.isValid() ? previous : index.parent();
}

std::optional<SavedEntry> LibraryModel::entry(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const LibraryItem &shown = item(index);
    if (shown.kind != Kind::Saved && !shown.isSaved())
        return {};
    SavedEntry entry;
    entry.kind = shown.kind == Kind::Event ? SavedEntry::Kind::Event : SavedEntry::Kind::Folder;
    entry.path = SavedPath::parse(shown.key).value_or(SavedPath());
    return entry;
}

SavedPath LibraryModel::folderAt(const QModelIndex &index) const
{
    const auto chosen = entry(index);
    if (!chosen)
        return {};
    return chosen->kind == SavedEntry::Kind::Folder ? chosen->path : chosen->path.parent();
}

QModelIndex LibraryModel::folderIndexAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    switch (item(index).kind) {
    case Kind::Saved:
    case Kind::Folder:
        return index;
    case Kind::Event:
    case Kind::Hint:
        return index.parent();
    default:
        return {};
    }
}

QString LibraryModel::idOf(const LibraryItem &item)
{
    static const char *const names[] = {"saved", "folder", "event", "hint", "examples", "call", "example"};
    return QLatin1String(names[static_cast<std::size_t>(item.kind)]) + QLatin1Char(':') + fromUtf8(item.key);
}

QModelIndex LibraryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int> &siblings = parent.isValid() ? item(parent).children : m_top;
    return createIndex(row, column, static_cast<quintptr>(siblings[static_cast<std::size_t>(row)]));
}

QModelIndex LibraryModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || item(index).parent < 0)
        return {};
    const int number = item(index).parent;
    return createIndex(m_items[static_cast<std::size_t>(number)].row, 0, static_cast<quintptr>(number));
}

int LibraryModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(parent.isValid() ? item(parent).children.size() : m_top.size());
}

int LibraryModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant LibraryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LibraryItem &shown = item(index);
    const bool isSection = shown.kind == Kind::Saved || shown.kind == Kind::Examples;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return shown.title;
    case Qt::ToolTipRole:
        return shown.description.isEmpty() ? shown.title : shown.title + QLatin1Char('\n') + shown.description;
    case Qt::AccessibleDescriptionRole:
        return shown.description.isEmpty() ? shown.title : shown.description;
    case Qt::AccessibleTextRole:
        return shown.kind == Kind::Folder ? tr("%1, folder").arg(shown.title) : shown.title;
    case Qt::DecorationRole:
        if (shown.kind == Kind::Folder)
            return icon(QStringLiteral("folder"));
        return shown.kind == Kind::Hint ? QVariant(icon(QStringLiteral("save"))) : QVariant();
    case Qt::FontRole:
        if (isSection) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    default:
        return {};
    }
}

bool LibraryModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto chosen = entry(index);
    const QString name = value.toString();
    if (role != Qt::EditRole || !chosen || !item(index).isSaved() || name == item(index).title)
        return false;
    Q_EMIT renameWanted(*chosen, name);
    return true;
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    switch (item(index).kind) {
    case Kind::Saved:
        return plain | Qt::ItemIsDropEnabled;
    case Kind::Folder:
        return plain | Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    case Kind::Event:
        return plain | Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    case Kind::Hint:
    case Kind::Example:
        return plain | Qt::ItemNeverHasChildren;
    case Kind::Examples:
    case Kind::CallType:
        break;
    }
    return plain;
}

QStringList LibraryModel::mimeTypes() const
{
    return {mimeType(), QStringLiteral("text/uri-list")};
}

QMimeData *LibraryModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const QModelIndex &index : indexes)
        ids.append(idOf(item(index)));
    auto *data = new QMimeData;
    data->setData(mimeType(), ids.join(QLatin1Char('\n')).toUtf8());
    return data;
}

Qt::DropActions LibraryModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

bool LibraryModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent) const
{
    return entry(parent) && (data->hasFormat(mimeType()) || data->hasUrls());
}

bool LibraryModel::dropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent)
{
    if (!entry(parent))
        return false;
    const SavedPath folder = folderAt(parent);
    if (data->hasFormat(mimeType())) {
        std::vector<SavedEntry> entries;
        const QStringList ids = QString::fromUtf8(data->data(mimeType())).split(QLatin1Char('\n'));
        for (const SavedEntry &known : m_saved.entries) {
            LibraryItem named;
            named.kind = known.kind == SavedEntry::Kind::Folder ? Kind::Folder : Kind::Event;
            named.key = known.path.text();
            if (ids.contains(idOf(named)))
                entries.push_back(known);
        }
        Q_EMIT moveWanted(entries, folder);
        // The view would remove the rows itself where it took the move for done.
        return false;
    }
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    if (!files.isEmpty())
        Q_EMIT importWanted(files, folder);
    return false;
}

} // namespace smc::gui
