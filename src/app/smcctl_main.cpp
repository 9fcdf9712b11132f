#include <cli/run.h>

int main(int argc, char **argv)
{
    return smc::cli::run(argc, argv);
}
