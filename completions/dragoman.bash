# completions/dragoman.bash - completion of dragoman's command line for bash.

_dragoman() {
    local cur prev words cword command formats
    if declare -F _init_completion >/dev/null; then
        _init_completion || return
    else
        cur=${COMP_WORDS[COMP_CWORD]}
        prev=${COMP_WORDS[COMP_CWORD - 1]}
        words=("${COMP_WORDS[@]}")
        cword=$COMP_CWORD
    fi
    command=${words[1]}

    if [[ $cword -eq 1 ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'read watch analyse code explain lookup ingest events incidents tracks sources document check correct rebuild serve token eval train help --help --version' -- "$cur")
        return
    fi
    if [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'read watch analyse code explain lookup ingest events incidents tracks sources document check correct rebuild serve token eval train' -- "$cur")
        return
    fi

    case $prev in
    --from | -f)
        mapfile -t COMPREPLY < <(compgen -W 'auto text html jsonl csv feed warc conllu' -- "$cur")
        return
        ;;
    --to | -t)
        formats='jsonl csv table'
        [[ $command == analyse ]] && formats='conllu json'
        [[ $command == eval ]] && formats='table json'
        [[ $command == @(events|incidents|tracks) ]] && formats='table jsonl csv timeline'
        [[ $command == @(sources|document) ]] && formats='table jsonl csv'
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        return
        ;;
    --type)
        mapfile -t COMPREPLY < <(compgen -W 'AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT' -- "$cur")
        return
        ;;
    --status)
        formats='actual negated future hypothetical historical'
        [[ $command == incidents ]] && formats+=' disputed'
        [[ $command == tracks ]] && formats=
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        return
        ;;
    --kind)
        formats='negotiation exchange ceasefire offensive'
        [[ $command == sources ]] && formats='named anonymous media document'
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        return
        ;;
    --sort)
        formats='newest oldest reported arrived'
        case $command in
        incidents) formats='newest oldest reported deadliest told-most denied-most changed' ;;
        tracks) formats='newest oldest changed' ;;
        sources) formats='most contradicted-most' ;;
        document) formats='newest oldest arrived' ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        return
        ;;
    --actor | --recipient | --party | --place | --country | --near | --since | --until | --source | --publisher | --min-dead | \
        --text | --id | --incident | --track | --document | --changed-after | --limit)
        return
        ;;
    --color | -c)
        mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$cur")
        return
        ;;
    --by | -B | --why | -W | --folds | -n | --jobs | -j | --published | -p | --date | -d | --delay | -w | --timeout | -T | --contact | -C | --interval | -i | \
        --allow-private | -P | --address | --port | --host | --origin | --rate)
        return
        ;;
    --model | -m | --knowledge | -k | --output | -o | --state | -s | --pred | -R | --entities | -e | --ud | -u | \
        --tables | -b | --db | -D | --log)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
        return
        ;;
    esac

    if [[ $command == token && $cur != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'add list revoke' -- "$cur")
        return
    fi
    if [[ $cur == -* ]]; then
        local options='--help --version --output'
        case $command in
        read)
            options+=' --from --published --jobs --quiet --verbose --report --fetch --delay --timeout --contact'
            options+=' --allow-private'
            ;;
        watch)
            options+=' --quiet --verbose --fetch --delay --timeout --contact --allow-private --state --interval --once'
            options+=' --db --model --knowledge'
            ;;
        analyse) options+=' --from --to --published --jobs --model --knowledge --quiet --verbose --report' ;;
        explain) options+=' --from --published --jobs --model --knowledge --color --quiet --verbose --report' ;;
        code) options+=' --from --to --published --jobs --model --knowledge --color --quiet --verbose --report' ;;
        ingest) options=' --help --version --db --from --published --jobs --model --knowledge --quiet --verbose --report' ;;
        serve)
            options=' --help --version --db --address --port --host --origin --open --rate --log --jobs --model --knowledge'
            options+=' --quiet'
            ;;
        token) options=' --help --version --db --write' ;;
        check | rebuild) options=' --help --version --db --quiet' ;;
        correct) options=' --help --version --db --by --why' ;;
        events)
            options+=' --to --db --color --quiet --actor --recipient --party --type --status --place --country --near'
            options+=' --since --until --source --publisher --min-dead --text --id --incident --track --document'
            options+=' --changed-after --sort --limit'
            ;;
        incidents)
            options+=' --to --db --color --quiet --actor --recipient --party --type --status --place --country --near'
            options+=' --since --until --source --publisher --min-dead --text --id --track --document --changed-after'
            options+=' --sort --limit'
            ;;
        tracks)
            options+=' --to --db --color --quiet --actor --recipient --party --status --kind --place --country'
            options+=' --since --until --source --publisher --text --id --incident --changed-after --sort --limit'
            ;;
        sources)
            options+=' --to --db --color --quiet --kind --country --source --text --id --sort --limit'
            ;;
        document)
            options+=' --to --db --color --quiet --since --until --source --publisher --text --id --changed-after'
            options+=' --sort --limit'
            ;;
        lookup) options+=' --date --knowledge' ;;
        eval) options+=' --to --pred --entities --folds --model' ;;
        train) options+=' --ud --tables --model' ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    if [[ $command != lookup ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
    fi
}

complete -F _dragoman dragoman
