# completions/dragoman.fish - completion of dragoman's command line for fish.

set -l commands read watch analyse code explain lookup ingest check serve token eval train help
set -l stations read analyse code explain ingest
set -l coders analyse code explain ingest
set -l fetchers read watch

complete -c dragoman -f
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a read -d 'Documents, as JSON Lines'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a watch -d 'Documents of feeds, as they come'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a analyse -d 'Sentences, words and trees, as CoNLL-U'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a code -d 'Event records'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a explain -d 'Why records read as they do'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a lookup -d 'What the tables know of a name'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a ingest -d 'Documents into a ledger'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a check -d 'Prove a ledger sound'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a serve -d 'A ledger over HTTP'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a token -d 'Who may ask a server'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a eval -d 'How good the analysis is'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a train -d 'Make weights'
complete -c dragoman -n "not __fish_seen_subcommand_from $commands" -a help -d 'How to use a command'
complete -c dragoman -n "__fish_seen_subcommand_from help" -a "read watch analyse code explain lookup ingest check serve token eval train"

complete -c dragoman -s h -l help -d 'Show how to use the command'
complete -c dragoman -s V -l version -d 'Print the version'

complete -c dragoman -n "__fish_seen_subcommand_from $stations watch" -F
complete -c dragoman -n "__fish_seen_subcommand_from $stations" -s f -l from -x -a 'auto text html jsonl csv feed warc conllu' -d 'Format of the input'
complete -c dragoman -n "__fish_seen_subcommand_from $stations" -s p -l published -x -d 'Day of publication, YYYY-MM-DD'
complete -c dragoman -n "__fish_seen_subcommand_from $stations serve" -s j -l jobs -x -d 'Number of threads'
complete -c dragoman -n "__fish_seen_subcommand_from $stations watch" -s q -l quiet -d 'Only errors'
complete -c dragoman -n "__fish_seen_subcommand_from $stations watch" -s v -l verbose -d 'Tell at the end what was done'
complete -c dragoman -n "__fish_seen_subcommand_from $stations watch lookup eval train" -s o -l output -r -F -d 'Write to a file'
complete -c dragoman -n "__fish_seen_subcommand_from $coders watch serve eval train" -s m -l model -r -F -d 'Weights, instead of the installed ones'
complete -c dragoman -n "__fish_seen_subcommand_from $coders watch serve lookup" -s k -l knowledge -r -F -d 'Compiled knowledge tables, or a folder with tables of your own'
complete -c dragoman -n "__fish_seen_subcommand_from analyse" -s t -l to -x -a 'conllu json' -d 'Format of the output'
complete -c dragoman -n "__fish_seen_subcommand_from code" -s t -l to -x -a 'jsonl csv table' -d 'Format of the output'
complete -c dragoman -n "__fish_seen_subcommand_from code explain" -s c -l color -x -a 'auto always never' -d 'Colour the table'
complete -c dragoman -n "__fish_seen_subcommand_from ingest check watch serve token" -s D -l db -r -F -d 'The ledger'
complete -c dragoman -n "__fish_seen_subcommand_from lookup" -s d -l date -x -d 'Who held an office on that day, YYYY-MM-DD'
complete -c dragoman -n "__fish_seen_subcommand_from $stations" -s r -l report -d 'Tell what became of every input'
complete -c dragoman -n "__fish_seen_subcommand_from $fetchers" -s F -l fetch -d 'Get the pages of entries'
complete -c dragoman -n "__fish_seen_subcommand_from $fetchers" -s w -l delay -x -d 'Seconds between two requests to one host'
complete -c dragoman -n "__fish_seen_subcommand_from $fetchers" -s T -l timeout -x -d 'Seconds for one answer'
complete -c dragoman -n "__fish_seen_subcommand_from $fetchers" -s C -l contact -x -d 'Where to reach you'
complete -c dragoman -n "__fish_seen_subcommand_from $fetchers" -s P -l allow-private -x -d 'Private networks that may be read'
complete -c dragoman -n "__fish_seen_subcommand_from watch" -s s -l state -r -F -d 'What was read'
complete -c dragoman -n "__fish_seen_subcommand_from watch" -s i -l interval -x -d 'Seconds between two readings of a feed'
complete -c dragoman -n "__fish_seen_subcommand_from watch" -s 1 -l once -d 'Read every feed one time'
complete -c dragoman -n "__fish_seen_subcommand_from eval train" -F
complete -c dragoman -n "__fish_seen_subcommand_from eval" -s t -l to -x -a 'table json' -d 'Format of the output'
complete -c dragoman -n "__fish_seen_subcommand_from eval" -s R -l pred -r -F -d 'Score this CoNLL-U'
complete -c dragoman -n "__fish_seen_subcommand_from eval" -s e -l entities -r -F -d 'Score names against IOB2'
complete -c dragoman -n "__fish_seen_subcommand_from eval" -s n -l folds -x -d 'Number of folds'
complete -c dragoman -n "__fish_seen_subcommand_from train" -s u -l ud -r -F -d 'Folder of treebanks'
complete -c dragoman -n "__fish_seen_subcommand_from train" -s b -l tables -r -F -d 'Folder of tables of names'
complete -c dragoman -n "__fish_seen_subcommand_from token" -a 'add list revoke'
complete -c dragoman -n "__fish_seen_subcommand_from token" -l write -d 'The new token may change the ledger'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l address -x -d 'Listen on this address'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l port -x -d 'Listen on this port'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l host -x -d 'A name of the server'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l origin -x -d 'Whose pages may read answers'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l open -d 'Ask nobody for a token'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l rate -x -d 'Requests a second of one address'
complete -c dragoman -n "__fish_seen_subcommand_from serve" -l log -r -F -d 'A line for each request'
