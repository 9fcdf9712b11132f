#include "mapping_file.h"

#include <QDir>
#include <QString>

namespace smc::workspace {

std::string ownMappingFile(std::string_view profileId)
{
    return "mappings/" + std::string(profileId) + ".json";
}

std::string nextMappingFile(std::string_view profileId)
{
    return "mappings/" + std::string(profileId) + ".next.json";
}

std::string nextMappingNote(std::string_view profileId)
{
    return "mappings/" + std::string(profileId) + ".next.to";
}

bool isOwnMapping(std::string_view profileId, std::string_view presetFile)
{
    return presetFile == ownMappingFile(profileId) || presetFile == nextMappingFile(profileId);
}

std::string mappingPath(const std::string &workspace, const std::string &presetFile)
{
    if (presetFile.empty() || QDir::isAbsolutePath(QString::fromStdString(presetFile)))
        return presetFile;
    return workspace + '/' + presetFile;
}

} // namespace smc::workspace
