<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>ActionRow</name>
    <message>
        <source>next</source>
        <translation>ensuite</translation>
    </message>
</context>
<context>
    <name>AgentsTable</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>Filter, for example an*, 8090</source>
        <translation>Filtrer, par exemple an*, 8090</translation>
    </message>
    <message>
        <source>Filter the agents</source>
        <translation>Filtrer les agents</translation>
    </message>
    <message>
        <source>User names, names or groups with commas between; * is anything, and nothing is everybody</source>
        <translation>Noms d&apos;utilisateur, noms ou groupes séparés par des virgules ; * vaut pour tout, rien pour tous</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Tous les groupes</translation>
    </message>
    <message>
        <source>Group of agents</source>
        <translation>Groupe d&apos;agents</translation>
    </message>
    <message>
        <source>Show only the agents of one group</source>
        <translation>N&apos;afficher que les agents d&apos;un groupe</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>No agent who is logged in fits the filter.</source>
        <translation>Aucun agent connecté ne correspond au filtre.</translation>
    </message>
    <message>
        <source>No colleague is logged in.</source>
        <translation>Aucun collègue n&apos;est connecté.</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Écrire un message…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
</context>
<context>
    <name>AlarmDialog</name>
    <message>
        <source>Alarm: {queue}</source>
        <translation>Alarme : {queue}</translation>
    </message>
    <message>
        <source>When so many wait</source>
        <translation>Quand tant attendent</translation>
    </message>
    <message>
        <source>When the first waits so long</source>
        <translation>Quand le premier attend si longtemps</translation>
    </message>
    <message>
        <source>When fewer agents are ready</source>
        <translation>Quand moins d’agents sont prêts</translation>
    </message>
    <message>
        <source>When the service level is lower</source>
        <translation>Quand le niveau de service est inférieur</translation>
    </message>
    <message>
        <source>0: no alarm</source>
        <translation>0 : aucune alarme</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>Aucune alarme</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>0: no alarm. Of today&apos;s callers, from the tenth of them on</source>
        <translation>0 : pas d’alarme. Parmi les appelants du jour, à partir du dixième</translation>
    </message>
    <message>
        <source>It ends when it is clearly better, so that it does not come and go with every caller.</source>
        <translation>Elle cesse quand cela va nettement mieux, pour ne pas aller et venir à chaque appel.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Keep this alarm; it holds at any PC where you log in</source>
        <translation>Garder cette alarme ; elle vaut sur tout PC où vous vous connectez</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Ne rien changer</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Attente la plus longue</translation>
    </message>
    <message>
        <source>Fewer ready than</source>
        <translation>Moins de prêts que</translation>
    </message>
    <message>
        <source>Service level below</source>
        <translation>Niveau de service sous</translation>
    </message>
    <message>
        <source>You have no queue.</source>
        <translation>Vous n’avez aucune file.</translation>
    </message>
    <message>
        <source>Your alarms</source>
        <translation>Vos alarmes</translation>
    </message>
    <message>
        <source>Enter or a double-click changes the limits of a queue</source>
        <translation>Entrée ou un double-clic change les limites d’une file</translation>
    </message>
    <message>
        <source>A limit that is reached is heard, told, and shown in red in the queue information.</source>
        <translation>Une limite atteinte s’entend, est annoncée et s’affiche en rouge dans les informations sur les files.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Modifier …</translation>
    </message>
    <message>
        <source>Change the limits of the chosen queue</source>
        <translation>Modifier les limites de la file choisie</translation>
    </message>
</context>
<context>
    <name>BookTable</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Société</translation>
    </message>
    <message>
        <source>Mistakes in the address book: {count}</source>
        <translation>Erreurs dans le carnet d&apos;adresses : {count}</translation>
    </message>
    <message>
        <source>Favourite, or no more ({key})</source>
        <translation>Favori, ou plus ({key})</translation>
    </message>
    <message>
        <source>Filter by name, company or number</source>
        <translation>Filtrer par nom, société ou numéro</translation>
    </message>
    <message>
        <source>Filter the address book</source>
        <translation>Filtrer le carnet d&apos;adresses</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Carnet d&apos;adresses</translation>
    </message>
</context>
<context>
    <name>BusyMenu</name>
    <message>
        <source>Planned &amp;return</source>
        <translation>&amp;Retour prévu</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Call again then</source>
        <translation>Rappeler alors</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Campaign call</source>
        <translation>Appel de campagne</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numéro masqué</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Aucun appel</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>En attente depuis</translation>
    </message>
    <message>
        <source>Time in case</source>
        <translation>Temps dans le dossier</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>Numéro du client</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>limite dépassée</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>attente {time}</translation>
    </message>
</context>
<context>
    <name>CallInfo</name>
    <message>
        <source>This case has no {name}</source>
        <translation>Ce dossier n&apos;a pas de {name}</translation>
    </message>
    <message>
        <source>No call information</source>
        <translation>Aucune information d&apos;appel</translation>
    </message>
    <message>
        <source>Fetch by name, for example number</source>
        <translation>Chercher par nom, par exemple number</translation>
    </message>
    <message>
        <source>Fetch call information by name</source>
        <translation>Chercher une information d&apos;appel par nom</translation>
    </message>
</context>
<context>
    <name>CaseSheet</name>
    <message>
        <source>Campaign: {name}</source>
        <translation>Campagne : {name}</translation>
    </message>
    <message>
        <source>Attempts so far: {count}</source>
        <translation>Tentatives jusqu&apos;ici : {count}</translation>
    </message>
    <message>
        <source>None is on record</source>
        <translation>Aucun n’est enregistré</translation>
    </message>
    <message>
        <source>Older ones are not shown</source>
        <translation>Les plus anciens ne sont pas affichés</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>manqué</translation>
    </message>
    <message>
        <source>received</source>
        <translation>reçu</translation>
    </message>
    <message>
        <source>dialled</source>
        <translation>composé</translation>
    </message>
    <message>
        <source>Ordered by the customer on the phone</source>
        <translation>Demandé par le client au téléphone</translation>
    </message>
    <message>
        <source>Ordered by the customer on the web</source>
        <translation>Demandé par le client sur le web</translation>
    </message>
    <message>
        <source>Promised by an agent</source>
        <translation>Promis par un agent</translation>
    </message>
    <message>
        <source>Ordered for you by a colleague</source>
        <translation>Demandé pour vous par un collègue</translation>
    </message>
    <message>
        <source>To confirm a success</source>
        <translation>Pour confirmer un succès</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>joint</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>occupé</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sans réponse</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>injoignable</translation>
    </message>
    <message>
        <source>no agent was free</source>
        <translation>aucun agent libre</translation>
    </message>
    <message>
        <source>not dialled</source>
        <translation>non composé</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>Cet appel</translation>
    </message>
    <message>
        <source>Notes of colleagues</source>
        <translation>Notes des collègues</translation>
    </message>
    <message>
        <source>Earlier cases of this customer</source>
        <translation>Dossiers précédents de ce client</translation>
    </message>
    <message>
        <source>Your earlier calls with this number</source>
        <translation>Vos appels précédents avec ce numéro</translation>
    </message>
    <message>
        <source>Other open cases of this customer</source>
        <translation>Autres dossiers ouverts du client</translation>
    </message>
</context>
<context>
    <name>CertificateBar</name>
    <message>
        <source>The server cannot prove who it is.</source>
        <translation>Le serveur ne peut pas prouver son identité.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Détails…</translation>
    </message>
    <message>
        <source>Compare the server&apos;s certificate, and decide whether to trust it</source>
        <translation>Comparer le certificat du serveur et décider de lui faire confiance ou non</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>The server {server} shows another certificate than the one you trusted.</source>
        <translation>Le serveur {server} présente un autre certificat que celui que vous aviez accepté.</translation>
    </message>
    <message>
        <source>Nobody this PC relies on vouches for the certificate of the server {server}.</source>
        <translation>Aucune autorité reconnue par ce PC ne garantit le certificat du serveur {server}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} is not valid today.</source>
        <translation>Le certificat du serveur {server} n’est pas valable aujourd’hui.</translation>
    </message>
    <message>
        <source>The server {server} shows the certificate of somebody else: {subject}.</source>
        <translation>Le serveur {server} présente le certificat d’un autre : {subject}.</translation>
    </message>
    <message>
        <source>The certificate of the server {server} cannot be relied on.</source>
        <translation>Le certificat du serveur {server} n’est pas fiable.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate</source>
        <translation>Certificat du serveur</translation>
    </message>
    <message>
        <source>It was told nothing. Trust it only if your administrator names this fingerprint (SHA-256):</source>
        <translation>Rien ne lui a été transmis. Ne lui faites confiance que si votre administrateur indique cette empreinte (SHA-256) :</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>Empreinte acceptée jusqu’ici :</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>Faire &amp;confiance</translation>
    </message>
    <message>
        <source>This PC works with this server, now and at every log-in</source>
        <translation>Ce PC travaille avec ce serveur, maintenant et à chaque connexion</translation>
    </message>
    <message>
        <source>This server is told nothing</source>
        <translation>Rien n’est transmis à ce serveur</translation>
    </message>
    <message>
        <source>Do &amp;not trust it</source>
        <translation>&amp;Ne pas faire confiance</translation>
    </message>
</context>
<context>
    <name>ClipMenu</name>
    <message>
        <source>Stop listening</source>
        <translation>Arrêter l&apos;écoute</translation>
    </message>
    <message>
        <source>Listen to it alone</source>
        <translation>Écouter seul</translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation>{name} (archivé)</translation>
    </message>
    <message>
        <source>{name} (for everybody)</source>
        <translation>{name} (pour tous)</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>Nom du clip</translation>
    </message>
</context>
<context>
    <name>CloseBar</name>
    <message>
        <source>You have a call. Closing the program ends it.</source>
        <translation>Vous avez un appel. Fermer le programme y met fin.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Rester</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Colonnes affichées</translation>
    </message>
    <message>
        <source>Space shows or hides a column</source>
        <translation>Espace affiche ou masque une colonne</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Vers le haut</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Vers le bas</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Comme au départ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>CriField</name>
    <message>
        <source>Open the web page of {name}</source>
        <translation>Ouvrir la page web de {name}</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Celui de ce PC</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Moins fort</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Tel quel</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Plus fort</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Là où l&apos;on entend les appels</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Appel d&apos;essai à vous-même</translation>
    </message>
    <message>
        <source>You hear what you say, after its whole way through the telephone</source>
        <translation>Vous entendez ce que vous dites, après tout le trajet par le téléphone</translation>
    </message>
</context>
<context>
    <name>DialLine</name>
    <message>
        <source>Name or number ({key})</source>
        <translation>Nom ou numéro ({key})</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Nom ou numéro</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Résultats</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Settings, language, look and sound</source>
        <translation>Paramètres, langue, apparence et son</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activé</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>{setting} (locked by your administrator)</source>
        <translation>{setting} (verrouillé par votre administrateur)</translation>
    </message>
</context>
<context>
    <name>HeadsetPage</name>
    <message>
        <source>The one of this PC</source>
        <translation>Celui de ce PC</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Là où l&apos;on entend les appels</translation>
    </message>
    <message>
        <source>Your headset</source>
        <translation>Votre casque</translation>
    </message>
    <message>
        <source>Choose what you speak into and what you hear, then try it.</source>
        <translation>Choisissez où vous parlez et où vous entendez, puis essayez.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>Hear a sound</source>
        <translation>Écouter un son</translation>
    </message>
    <message>
        <source>Hear it ring</source>
        <translation>Écouter la sonnerie</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Niveau du microphone</translation>
    </message>
    <message>
        <source>Go to work</source>
        <translation>Au travail</translation>
    </message>
    <message>
        <source>The sound devices can be changed at any time: the sliders, Sound (Esc)</source>
        <translation>Les périphériques se changent à tout moment : curseurs, Son (Échap)</translation>
    </message>
    <message>
        <source>End the test call</source>
        <translation>Terminer l&apos;appel d&apos;essai</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Appel d&apos;essai à vous-même</translation>
    </message>
    <message>
        <source>Speak, and hear yourself as callers hear you</source>
        <translation>Parlez et entendez-vous comme vos correspondants vous entendent</translation>
    </message>
    <message>
        <source>Your microphone works. Do you hear yourself?</source>
        <translation>Votre microphone marche. Vous entendez-vous ?</translation>
    </message>
    <message>
        <source>Speak: the bar must move, and you must hear yourself.</source>
        <translation>Parlez : la barre doit bouger et vous devez vous entendre.</translation>
    </message>
</context>
<context>
    <name>InfoTabs</name>
    <message>
        <source>{title}: something new</source>
        <translation>{title} : du nouveau</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informations</translation>
    </message>
    <message>
        <source>Information windows</source>
        <translation>Fenêtres d’information</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Double</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Keys are not heard while another program is in front.</source>
        <translation>Les touches ne sont pas entendues si un autre programme est devant.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your desktop calls the key: {key}.</source>
        <translation>Votre bureau nomme cette touche : {key}.</translation>
    </message>
    <message>
        <source>{key} works in every program.</source>
        <translation>{key} fonctionne dans tous les programmes.</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Pris</translation>
    </message>
    <message>
        <source>{key} belongs to another program already.</source>
        <translation>{key} appartient déjà à un autre programme.</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Pas ici</translation>
    </message>
    <message>
        <source>{key} is not available on this desktop.</source>
        <translation>{key} n&apos;est pas disponible sur ce bureau.</translation>
    </message>
    <message>
        <source>{key} is the key of {action}.</source>
        <translation>{key} est la touche de « {action} ».</translation>
    </message>
    <message>
        <source>{key} is typed with: take another one, as a function key.</source>
        <translation>{key} sert à écrire : prenez-en une autre, par exemple une touche de fonction.</translation>
    </message>
    <message>
        <source>{key} has a meaning in every window already.</source>
        <translation>{key} a déjà un sens dans toutes les fenêtres.</translation>
    </message>
    <message>
        <source>Press the keys in a field; Backspace takes them away.</source>
        <translation>Appuyez sur les touches dans un champ ; Retour arrière les enlève.</translation>
    </message>
    <message>
        <source>Keymap</source>
        <translation>Jeu de touches</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>As in Microsoft Teams</source>
        <translation>Comme dans Microsoft Teams</translation>
    </message>
    <message>
        <source>As in Cisco Jabber</source>
        <translation>Comme dans Cisco Jabber</translation>
    </message>
    <message>
        <source>Hear keys also while another program is in front</source>
        <translation>Entendre les touches même si un autre programme est devant</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>Dans la fenêtre</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Choose an action, then press its keys below</source>
        <translation>Choisissez une action, puis appuyez sur ses touches ci-dessous</translation>
    </message>
    <message>
        <source>Press the keys that are to do it</source>
        <translation>Appuyez sur les touches qui doivent le faire</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>Reset this action</source>
        <translation>Rétablir cette action</translation>
    </message>
    <message>
        <source>Give this action the keys of the keymap again</source>
        <translation>Redonner à cette action les touches du jeu</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tout rétablir</translation>
    </message>
    <message>
        <source>Give every action the keys of the keymap again</source>
        <translation>Redonner à toutes les actions les touches du jeu</translation>
    </message>
</context>
<context>
    <name>KnownNames</name>
    <message>
        <source>Who logged in here before (Down)</source>
        <translation>Qui s&apos;est connecté ici avant (flèche bas)</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>In the keyring: press Enter</source>
        <translation>Dans le trousseau : appuyez sur Entrée</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Verrouillé par votre administrateur</translation>
    </message>
    <message>
        <source>Keep the password in this PC&apos;s keyring</source>
        <translation>Garder le mot de passe dans le trousseau du PC</translation>
    </message>
    <message>
        <source>Encrypted by the system, for your user session only</source>
        <translation>Chiffré par le système, pour votre session seulement</translation>
    </message>
    <message>
        <source>This PC has no keyring: the password is asked for each time.</source>
        <translation>Ce PC n&apos;a pas de trousseau : le mot de passe est demandé à chaque fois.</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>Connexion …</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Connexion (Entrée)</translation>
    </message>
    <message>
        <source>Type the address of the server.</source>
        <translation>Saisissez l’adresse du serveur.</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Saisissez votre nom d’utilisateur.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Saisissez votre mot de passe.</translation>
    </message>
    <message>
        <source>The keyring did not give the password: type it.</source>
        <translation>Le trousseau n&apos;a pas donné le mot de passe : tapez-le.</translation>
    </message>
    <message>
        <source>The keyring did not take the password: it is asked for again.</source>
        <translation>Le trousseau n&apos;a pas pris le mot de passe : il est redemandé.</translation>
    </message>
</context>
<context>
    <name>ManualDialog</name>
    <message>
        <source>Nothing found.</source>
        <translation>Rien trouvé.</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>{at} sur {all}</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuel</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Rechercher dans le manuel</translation>
    </message>
    <message>
        <source>Sections of the manual</source>
        <translation>Sections du manuel</translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation>Texte du manuel</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Write back, in the tab Messages</source>
        <translation>Répondre, dans l&apos;onglet Messages</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close this message; it stays in the tab Messages</source>
        <translation>Fermer ce message ; il reste dans l&apos;onglet Messages</translation>
    </message>
</context>
<context>
    <name>MessagesPart</name>
    <message>
        <source>Everybody of {queue}</source>
        <translation>Tous ceux de {queue}</translation>
    </message>
    <message>
        <source>Nobody has written since you logged in.</source>
        <translation>Personne n&apos;a écrit depuis votre connexion.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Destinataire</translation>
    </message>
    <message>
        <source>Who gets the message</source>
        <translation>Qui reçoit le message</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Write a message; Enter sends it</source>
        <translation>Écrivez un message ; Entrée l&apos;envoie</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>Envoyer le message (Entrée)</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>silent</source>
        <translation>silence</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>audible</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>trop fort</translation>
    </message>
</context>
<context>
    <name>MineTable</name>
    <message>
        <source>Case</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Gardé encore</translation>
    </message>
    <message>
        <source>No case is kept for you.</source>
        <translation>Aucun dossier n&apos;est gardé pour vous.</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mes dossiers</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>A call rings, another case is at hand (Enter)</source>
        <translation>Un appel sonne, un autre dossier s&apos;ouvre (Entrée)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>The case goes back to its queue, for anybody</source>
        <translation>Le dossier retourne à sa file, pour tous</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Kept with the last call</source>
        <translation>Gardée avec le dernier appel</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>En cours d’envoi</translation>
    </message>
    <message>
        <source>Will be sent when the server is back</source>
        <translation>Partira au retour du serveur</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistrée</translation>
    </message>
    <message>
        <source>Not taken by the server</source>
        <translation>Refusée par le serveur</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>Note sur cet appel</translation>
    </message>
    <message>
        <source>Saved as you type</source>
        <translation>Enregistrée pendant la saisie</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Message history</source>
        <translation>Historique des messages</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Aucun message</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Number pad</source>
        <translation>Pavé numérique</translation>
    </message>
</context>
<context>
    <name>ParametersPage</name>
    <message>
        <source>Parameter</source>
        <translation>Paramètre</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Indiqué par</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>la ligne de commande</translation>
    </message>
    <message>
        <source>this window, until it is closed</source>
        <translation>cette fenêtre, jusqu&apos;à sa fermeture</translation>
    </message>
    <message>
        <source>usual value</source>
        <translation>valeur habituelle</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Rechercher un paramètre</translation>
    </message>
    <message>
        <source>Part of a name, a value or a file</source>
        <translation>Partie d&apos;un nom, d&apos;une valeur ou d&apos;un fichier</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Valeurs en vigueur</translation>
    </message>
    <message>
        <source>No parameter has this in it.</source>
        <translation>Aucun paramètre ne contient cela.</translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message>
        <source>Caller</source>
        <translation>Appelant</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>No call waits that you may pick.</source>
        <translation>Aucun appel en attente que vous puissiez prendre.</translation>
    </message>
    <message>
        <source>Calls to pick</source>
        <translation>Appels à prendre</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>The call rings here; with a case at hand it is kept among yours (Enter)</source>
        <translation>L&apos;appel sonne ici ; avec un dossier en main, il est gardé parmi les vôtres (Entrée)</translation>
    </message>
    <message>
        <source>In the menu</source>
        <translation>Dans le menu</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Dans la file</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Attente la plus longue</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêts</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mes dossiers</translation>
    </message>
    <message>
        <source>Alarm…</source>
        <translation>Alarme…</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>What the figures say</source>
        <translation>Ce que disent les chiffres</translation>
    </message>
    <message>
        <source>{queue} – alarm</source>
        <translation>{queue} – alarme</translation>
    </message>
    <message>
        <source>{queue} – not active</source>
        <translation>{queue} – inactive</translation>
    </message>
    <message>
        <source>Queue information</source>
        <translation>Informations de file</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>With</source>
        <translation>Avec</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numéro masqué</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Non joint</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>Refusé par vous</translation>
    </message>
    <message>
        <source>Caller hung up</source>
        <translation>Appelant a raccroché</translation>
    </message>
    <message>
        <source>Your phone did not ring</source>
        <translation>Votre poste n&apos;a pas sonné</translation>
    </message>
    <message>
        <source>Lost by the server</source>
        <translation>Perdu par le serveur</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Manqué</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Dialled</source>
        <translation>Composé</translation>
    </message>
    <message>
        <source>Today: {received} received, {dialled} dialled, {missed} missed, {time} talked</source>
        <translation>Aujourd&apos;hui : {received} reçus, {dialled} composés, {missed} manqués, {time} de conversation</translation>
    </message>
    <message>
        <source>Filter by name, number or queue</source>
        <translation>Filtrer par nom, numéro ou file</translation>
    </message>
    <message>
        <source>Filter the recent calls</source>
        <translation>Filtrer les appels récents</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Appels récents</translation>
    </message>
    <message>
        <source>Enter or a double-click puts the number into the dial field</source>
        <translation>Entrée ou un double-clic place le numéro dans le champ de numérotation</translation>
    </message>
</context>
<context>
    <name>RecordingTable</name>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Fetching …</source>
        <translation>Chargement …</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>Dossier {number}</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Écouté</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>Put the number into the dial field ({key})</source>
        <translation>Mettre le numéro dans le champ d&apos;appel ({key})</translation>
    </message>
    <message>
        <source>Where in the recording</source>
        <translation>Position dans l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Filter by caller or queue</source>
        <translation>Filtrer par appelant ou file</translation>
    </message>
    <message>
        <source>Filter the recordings</source>
        <translation>Filtrer les enregistrements</translation>
    </message>
    <message>
        <source>Voice messages and recordings</source>
        <translation>Messages vocaux et enregistrements</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{folder} cannot be reached: {why}. Choose another place.</source>
        <translation>{folder} est inaccessible : {why}. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>Où enregistrer le rapport</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Rapport d&apos;erreur</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Que s&apos;est-il passé ?</translation>
    </message>
    <message>
        <source>What you did, what you expected, and what came instead</source>
        <translation>Ce que vous avez fait, ce que vous attendiez, et ce qui s&apos;est produit</translation>
    </message>
    <message>
        <source>With a picture of the window; what is a customer&apos;s is grey in it</source>
        <translation>Avec une image de la fenêtre ; ce qui concerne un client y est gris</translation>
    </message>
    <message>
        <source>What is saved, without secrets and without anything about customers</source>
        <translation>Ce qui est conservé, sans secret ni rien sur les clients</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save the files that are ticked</source>
        <translation>Enregistrer les fichiers cochés</translation>
    </message>
    <message>
        <source>Elsewhere …</source>
        <translation>Ailleurs …</translation>
    </message>
    <message>
        <source>Choose where to save the report</source>
        <translation>Choisir où enregistrer le rapport</translation>
    </message>
    <message>
        <source>Is saved in {folder}</source>
        <translation>Enregistré dans {folder}</translation>
    </message>
    <message>
        <source>Files of the report</source>
        <translation>Fichiers du rapport</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>Contenu du fichier</translation>
    </message>
    <message>
        <source>Picture of the window</source>
        <translation>Image de la fenêtre</translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>At once</source>
        <translation>Tout de suite</translation>
    </message>
    <message>
        <source>Call again: {time}</source>
        <translation>Rappeler : {time}</translation>
    </message>
    <message>
        <source>Not reported</source>
        <translation>Non indiqué</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Result of the call</source>
        <translation>Résultat de l&apos;appel</translation>
    </message>
</context>
<context>
    <name>ReturnMenu</name>
    <message>
        <source>In &amp;5 minutes</source>
        <translation>Dans &amp;5 minutes</translation>
    </message>
    <message>
        <source>In &amp;15 minutes</source>
        <translation>Dans &amp;15 minutes</translation>
    </message>
    <message>
        <source>In &amp;30 minutes</source>
        <translation>Dans &amp;30 minutes</translation>
    </message>
    <message>
        <source>In one &amp;hour</source>
        <translation>Dans une &amp;heure</translation>
    </message>
    <message>
        <source>At a &amp;time …</source>
        <translation>À une heure &amp;précise …</translation>
    </message>
    <message>
        <source>&amp;Not said</source>
        <translation>&amp;Non indiqué</translation>
    </message>
</context>
<context>
    <name>ReturnPopup</name>
    <message>
        <source>Back then</source>
        <translation>De retour alors</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Rechercher dans les paramètres</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Pages des paramètres</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Rien trouvé.</translation>
    </message>
</context>
<context>
    <name>SoundMenu</name>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>The one of this PC</source>
        <translation>Celui de ce PC</translation>
    </message>
    <message>
        <source>Sound (locked by your administrator)</source>
        <translation>Son (verrouillé par votre administrateur)</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>Where the calls are heard</source>
        <translation>Là où l’on entend les appels</translation>
    </message>
    <message>
        <source>Test call to yourself</source>
        <translation>Appel d&apos;essai à vous-même</translation>
    </message>
    <message>
        <source>Try the headset …</source>
        <translation>Essayer le casque …</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Moins fort</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Tel quel</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Plus fort</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>The usual sound</source>
        <translation>Le son habituel</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Choisir …</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Fichier son</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Choisir un fichier son</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Listen to this sound</source>
        <translation>Écouter ce son</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sons</translation>
    </message>
</context>
<context>
    <name>StateBand</name>
    <message>
        <source>Status: {status}</source>
        <translation>Statut&#xa0;: {status}</translation>
    </message>
    <message>
        <source>AFTERCALL</source>
        <translation>TEMPS DE CONCLUSION</translation>
    </message>
    <message>
        <source>Double-click to stop the countdown</source>
        <translation>Double-cliquez pour arrêter le décompte</translation>
    </message>
    <message>
        <source>Answer within {time}</source>
        <translation>Accepter sous {time}</translation>
    </message>
    <message>
        <source>Lasts until you choose a status</source>
        <translation>Dure jusqu’au choix d’un statut</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Figure</source>
        <translation>Chiffre</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Chosen day</source>
        <translation>Jour choisi</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>{file} ne peut être écrit : {why}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Enregistré : {file}</translation>
    </message>
    <message>
        <source>The server cannot be asked now.</source>
        <translation>Le serveur ne peut être interrogé pour l&apos;instant.</translation>
    </message>
    <message>
        <source>Queue calls taken</source>
        <translation>Appels de files pris</translation>
    </message>
    <message>
        <source>Other calls taken</source>
        <translation>Autres appels pris</translation>
    </message>
    <message>
        <source>Other calls made</source>
        <translation>Autres appels émis</translation>
    </message>
    <message>
        <source>Cases of {queue}</source>
        <translation>Dossiers de {queue}</translation>
    </message>
    <message>
        <source>Where to save the figures</source>
        <translation>Où enregistrer les chiffres</translation>
    </message>
    <message>
        <source>Beside today:</source>
        <translation>À côté d&apos;aujourd&apos;hui :</translation>
    </message>
    <message>
        <source>The day beside today</source>
        <translation>Le jour à côté d&apos;aujourd&apos;hui</translation>
    </message>
    <message>
        <source>The day beside today; its week is drawn</source>
        <translation>Le jour à côté d&apos;aujourd&apos;hui ; sa semaine est dessinée</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exporter …</translation>
    </message>
    <message>
        <source>Save the week as a table (CSV)</source>
        <translation>Enregistrer la semaine en tableau (CSV)</translation>
    </message>
    <message>
        <source>The week by day and type of call</source>
        <translation>La semaine par jour et type d&apos;appel</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Statistiques personnelles</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Phone registered</source>
        <translation>Téléphone enregistré</translation>
    </message>
    <message>
        <source>Phone not registered</source>
        <translation>Téléphone non enregistré</translation>
    </message>
    <message>
        <source>Test call: speak and hear yourself</source>
        <translation>Appel d’essai&#xa0;: parlez et écoutez-vous</translation>
    </message>
    <message>
        <source>Test call: you hear yourself after {delay} ms</source>
        <translation>Appel d’essai&#xa0;: vous vous entendez après {delay} ms</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Niveau du microphone</translation>
    </message>
    <message>
        <source>Level of the caller</source>
        <translation>Niveau de l’appelant</translation>
    </message>
    <message>
        <source>You are heard with {mos} of 4.5 points; {lost} % of your speech is lost.</source>
        <translation>On vous entend avec {mos} points sur 4,5 ; {lost} % de votre parole se perd.</translation>
    </message>
    <message>
        <source>You hear with {mos} of 4.5 points; {lost} % of the speech is lost.</source>
        <translation>Vous entendez avec {mos} points sur 4,5 ; {lost} % de la parole se perd.</translation>
    </message>
    <message>
        <source>Microphone muted</source>
        <translation>Microphone coupé</translation>
    </message>
    <message>
        <source>Microphone open</source>
        <translation>Microphone ouvert</translation>
    </message>
</context>
<context>
    <name>TabsMenu</name>
    <message>
        <source>{title} (in its window)</source>
        <translation>{title} (dans sa fenêtre)</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>Dans sa propre fenêtre</translation>
    </message>
    <message>
        <source>Come forward by itself</source>
        <translation>Venir au premier plan</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Colonnes…</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Déplacer à gauche</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Déplacer à droite</translation>
    </message>
</context>
<context>
    <name>TimePopup</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
</context>
<context>
    <name>TornOff</name>
    <message>
        <source>Always on top of other windows</source>
        <translation>Toujours au-dessus des autres fenêtres</translation>
    </message>
    <message>
        <source>Come forward by itself when there is something new</source>
        <translation>Vient au premier plan quand il y a du nouveau</translation>
    </message>
    <message>
        <source>Back to the tabs</source>
        <translation>Retour aux onglets</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>Afficher la fenêtre</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
</context>
<context>
    <name>WhenMenu</name>
    <message>
        <source>As soon as possible</source>
        <translation>Dès que possible</translation>
    </message>
    <message>
        <source>In 15 minutes</source>
        <translation>Dans 15 minutes</translation>
    </message>
    <message>
        <source>In one hour</source>
        <translation>Dans une heure</translation>
    </message>
    <message>
        <source>In four hours</source>
        <translation>Dans quatre heures</translation>
    </message>
    <message>
        <source>Tomorrow at this time</source>
        <translation>Demain à cette heure</translation>
    </message>
    <message>
        <source>Day and time …</source>
        <translation>Jour et heure …</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administratif</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>Appeler le client</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Couper micro</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Coupé</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Consulter</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transférer</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Mettre en attente</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Parquer l&apos;appel</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>Va-et-vient</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Conférence</translation>
    </message>
    <message>
        <source>End inquiry</source>
        <translation>Finir le double appel</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer l&apos;appel</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>Pause enregistrement</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>Reprise enregistrement</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>Sauvegarder l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Cancel and delete the recording</source>
        <translation>Annuler et supprimer l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Customer declines recording</source>
        <translation>Refus du client d&apos;être enregistré</translation>
    </message>
    <message>
        <source>Stop the countdown</source>
        <translation>Arrêter le décompte</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Plus de temps</translation>
    </message>
    <message>
        <source>End wrap-up</source>
        <translation>Terminer la conclusion</translation>
    </message>
    <message>
        <source>Wrap-up on a queue</source>
        <translation>Conclusion sur une file</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campagne</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Demander de l&apos;aide</translation>
    </message>
    <message>
        <source>Audio clips</source>
        <translation>Clips audio</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Play and hang up</source>
        <translation>Lire et raccrocher</translation>
    </message>
    <message>
        <source>Stop the audio clip</source>
        <translation>Arrêter le clip audio</translation>
    </message>
    <message>
        <source>Record a clip</source>
        <translation>Enregistrer un clip</translation>
    </message>
    <message>
        <source>Record a clip for everybody</source>
        <translation>Enregistrer un clip pour tous</translation>
    </message>
    <message>
        <source>Record it again</source>
        <translation>L&apos;enregistrer à nouveau</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiver</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>Le proposer à nouveau</translation>
    </message>
    <message>
        <source>Delete the clip</source>
        <translation>Supprimer le clip</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Déconnexion</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Compact or full window</source>
        <translation>Fenêtre compacte ou complète</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuel</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Rapport d&apos;erreur</translation>
    </message>
</context>
<context>
    <name>already</name>
    <message>
        <source>Agent Desktop is running already: look for its window.</source>
        <translation>Agent Desktop est déjà ouvert&#xa0;: cherchez sa fenêtre.</translation>
    </message>
</context>
<context>
    <name>announcer</name>
    <message>
        <source>This case takes longer than its queue wants.</source>
        <translation>Ce dossier dure plus longtemps que sa file ne le veut.</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>Inbound call</source>
        <translation>Appel entrant</translation>
    </message>
    <message>
        <source>Outbound call</source>
        <translation>Appel sortant</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Tâche</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Message vocal</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Numéro masqué</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>The server says: {code}.</source>
        <translation>Le serveur répond&#xa0;: {code}.</translation>
    </message>
    <message>
        <source>This user name is not an agent here.</source>
        <translation>Ce nom d’utilisateur n’est pas celui d’un agent.</translation>
    </message>
    <message>
        <source>You do not have the right to do this.</source>
        <translation>Vous n’avez pas le droit de faire cela.</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>Connectez-vous d’abord.</translation>
    </message>
    <message>
        <source>You have a call.</source>
        <translation>Vous avez un appel.</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>Vous n&apos;avez pas d&apos;appel.</translation>
    </message>
    <message>
        <source>You are listening to a colleague&apos;s call: end that first.</source>
        <translation>Vous écoutez l’appel d’un collègue : terminez d’abord l’écoute.</translation>
    </message>
    <message>
        <source>You are not listening to a call.</source>
        <translation>Vous n’écoutez aucun appel.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>C’est votre propre appel.</translation>
    </message>
    <message>
        <source>This agent is not in a call now.</source>
        <translation>Cet agent n’est pas en communication.</translation>
    </message>
    <message>
        <source>Calls between colleagues must not be listened to here.</source>
        <translation>Ici, les appels entre collègues ne doivent pas être écoutés.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded, and such calls must not be listened to here.</source>
        <translation>Le client a refusé l’enregistrement, et ces appels ne doivent pas être écoutés ici.</translation>
    </message>
    <message>
        <source>No call is offered to you.</source>
        <translation>Aucun appel ne vous est proposé.</translation>
    </message>
    <message>
        <source>Answer this call on your phone.</source>
        <translation>Répondez à cet appel sur votre téléphone.</translation>
    </message>
    <message>
        <source>Nobody is on hold or parked.</source>
        <translation>Personne n&apos;est en attente ni parqué.</translation>
    </message>
    <message>
        <source>Retrieve the customer first.</source>
        <translation>Reprenez d&apos;abord le client.</translation>
    </message>
    <message>
        <source>There is no customer in this call.</source>
        <translation>Il n&apos;y a pas de client dans cet appel.</translation>
    </message>
    <message>
        <source>Calls of this queue are not made from ready: choose another status first.</source>
        <translation>Pour cette file, on n&apos;appelle pas en étant prêt : choisissez d&apos;abord un autre statut.</translation>
    </message>
    <message>
        <source>You have no queue for calls.</source>
        <translation>Vous n&apos;avez aucune file d&apos;appels.</translation>
    </message>
    <message>
        <source>End the inquiry first.</source>
        <translation>Terminez d&apos;abord le double appel.</translation>
    </message>
    <message>
        <source>There is no inquiry.</source>
        <translation>Il n&apos;y a pas de double appel.</translation>
    </message>
    <message>
        <source>The inquiry is not answered yet.</source>
        <translation>Le double appel n&apos;a pas encore de réponse.</translation>
    </message>
    <message>
        <source>The customer is your colleague&apos;s: you are only asked.</source>
        <translation>Le client est celui de votre collègue : vous êtes seulement consulté.</translation>
    </message>
    <message>
        <source>Choose one colleague, one queue or one number.</source>
        <translation>Choisissez un collègue, une file ou un numéro.</translation>
    </message>
    <message>
        <source>There is no such queue for calls.</source>
        <translation>Cette file d&apos;appels n&apos;existe pas.</translation>
    </message>
    <message>
        <source>This colleague cannot be called now.</source>
        <translation>Ce collègue ne peut pas être appelé maintenant.</translation>
    </message>
    <message>
        <source>This queue is closed.</source>
        <translation>Cette file est fermée.</translation>
    </message>
    <message>
        <source>This queue is full.</source>
        <translation>Cette file est pleine.</translation>
    </message>
    <message>
        <source>You are not in wrap-up.</source>
        <translation>Vous n’êtes pas en conclusion.</translation>
    </message>
    <message>
        <source>This reason does not exist, or is not for this status.</source>
        <translation>Ce motif n’existe pas ou ne convient pas à ce statut.</translation>
    </message>
    <message>
        <source>Choose a reason to be busy.</source>
        <translation>Choisissez un motif de pause.</translation>
    </message>
    <message>
        <source>This status cannot be chosen.</source>
        <translation>Ce statut ne peut pas être choisi.</translation>
    </message>
    <message>
        <source>Choose a time within the next 24 hours at which you are back from a break or other work.</source>
        <translation>Choisissez une heure dans les prochaines 24 heures à laquelle vous revenez d&apos;une pause ou d&apos;un autre travail.</translation>
    </message>
    <message>
        <source>This queue is not one of yours.</source>
        <translation>Cette file n’est pas l’une des vôtres.</translation>
    </message>
    <message>
        <source>Nobody works for a busy queue: choose busy for it.</source>
        <translation>On ne travaille pas sur une file d’occupation : choisissez « occupé » pour elle.</translation>
    </message>
    <message>
        <source>There is no such rule of distribution: {discipline}.</source>
        <translation>Cette règle de distribution n’existe pas : {discipline}.</translation>
    </message>
    <message>
        <source>A limit must be more than nothing.</source>
        <translation>Une limite doit être supérieure à zéro.</translation>
    </message>
    <message>
        <source>Calls of this queue are not recorded.</source>
        <translation>Les appels de cette file ne sont pas enregistrés.</translation>
    </message>
    <message>
        <source>The customer has declined to be recorded.</source>
        <translation>Le client a refusé l’enregistrement.</translation>
    </message>
    <message>
        <source>Calls of this queue must be recorded to their end.</source>
        <translation>Les appels de cette file doivent être enregistrés jusqu’au bout.</translation>
    </message>
    <message>
        <source>The recording is just being ended. Try again in a moment.</source>
        <translation>L’enregistrement se termine. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>Recordings of this queue cannot be deleted.</source>
        <translation>Les enregistrements de cette file ne peuvent pas être supprimés.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>L’appel n’est pas enregistré.</translation>
    </message>
    <message>
        <source>There is no such case.</source>
        <translation>Ce dossier n’existe pas.</translation>
    </message>
    <message>
        <source>This case is not offered to you.</source>
        <translation>Ce dossier ne vous est pas proposé.</translation>
    </message>
    <message>
        <source>This cannot be done with a case of this kind.</source>
        <translation>Ce n&apos;est pas possible avec un dossier de ce type.</translation>
    </message>
    <message>
        <source>Somebody has this case just now.</source>
        <translation>Quelqu&apos;un a ce dossier en ce moment.</translation>
    </message>
    <message>
        <source>End your wrap-up first.</source>
        <translation>Terminez d&apos;abord votre conclusion.</translation>
    </message>
    <message>
        <source>You have as many cases open as you may have.</source>
        <translation>Vous avez autant de dossiers ouverts que permis.</translation>
    </message>
    <message>
        <source>The customer waits for you in this chat: close it or hand it over.</source>
        <translation>Le client vous attend dans ce chat : fermez-le ou transmettez-le.</translation>
    </message>
    <message>
        <source>Choose a time within the next year.</source>
        <translation>Choisissez un moment dans l&apos;année à venir.</translation>
    </message>
    <message>
        <source>Choose either a queue or a colleague.</source>
        <translation>Choisissez soit une file, soit un collègue.</translation>
    </message>
    <message>
        <source>There is no such queue.</source>
        <translation>Cette file n&apos;existe pas.</translation>
    </message>
    <message>
        <source>This queue takes cases of another kind.</source>
        <translation>Cette file reçoit des dossiers d&apos;un autre type.</translation>
    </message>
    <message>
        <source>There is no such agent.</source>
        <translation>Cet agent n&apos;existe pas.</translation>
    </message>
    <message>
        <source>This agent has the case already.</source>
        <translation>Cet agent a déjà ce dossier.</translation>
    </message>
    <message>
        <source>Nothing waits in this queue.</source>
        <translation>Rien n&apos;attend dans cette file.</translation>
    </message>
    <message>
        <source>The cases of this queue are offered to you; you do not take them yourself.</source>
        <translation>Les dossiers de cette file vous sont proposés ; vous ne les prenez pas vous-même.</translation>
    </message>
    <message>
        <source>The cases of this queue need a skill that you do not have.</source>
        <translation>Les dossiers de cette file demandent une compétence que vous n&apos;avez pas.</translation>
    </message>
    <message>
        <source>Calls are not picked in this centre.</source>
        <translation>Dans ce centre, on ne choisit pas les appels.</translation>
    </message>
    <message>
        <source>This caller leaves a message or will be called back, and does not wait.</source>
        <translation>Ce client laisse un message ou sera rappelé, et n&apos;attend pas.</translation>
    </message>
    <message>
        <source>Deal with the case that you took first.</source>
        <translation>Traitez d&apos;abord le dossier que vous avez pris.</translation>
    </message>
    <message>
        <source>Write a message of at most 10,000 characters.</source>
        <translation>Écrivez un message de 10 000 caractères au plus.</translation>
    </message>
    <message>
        <source>Nobody is logged in there.</source>
        <translation>Personne n&apos;y est connecté.</translation>
    </message>
    <message>
        <source>Nobody asks for help there any more.</source>
        <translation>Personne n&apos;y demande plus d&apos;aide.</translation>
    </message>
    <message>
        <source>This agent is not logged in.</source>
        <translation>Cet agent n&apos;est pas connecté.</translation>
    </message>
    <message>
        <source>A queue named in the definition does not exist: {queue}.</source>
        <translation>Une file citée dans la définition n’existe pas&#xa0;: {queue}.</translation>
    </message>
    <message>
        <source>This queue is not for calls.</source>
        <translation>Cette file n&apos;est pas destinée aux appels.</translation>
    </message>
    <message>
        <source>This agent does not work for this queue.</source>
        <translation>Cet agent ne travaille pas pour cette file.</translation>
    </message>
    <message>
        <source>There is nobody to call in this case.</source>
        <translation>Il n&apos;y a personne à appeler dans ce dossier.</translation>
    </message>
    <message>
        <source>A result is reported for a call, during it or in its wrap-up.</source>
        <translation>Un résultat se saisit pour un appel, pendant celui-ci ou pendant la conclusion.</translation>
    </message>
    <message>
        <source>There is no number that can be dialled.</source>
        <translation>Il n&apos;y a pas de numéro que l&apos;on puisse composer.</translation>
    </message>
    <message>
        <source>There is no such campaign.</source>
        <translation>Cette campagne n&apos;existe pas.</translation>
    </message>
    <message>
        <source>A case moves to another campaign during its call or in its wrap-up.</source>
        <translation>Un dossier change de campagne pendant l&apos;appel ou pendant la conclusion.</translation>
    </message>
    <message>
        <source>What was filled in and reported will be lost. Move the case all the same?</source>
        <translation>Ce qui a été rempli et signalé sera perdu. Changer quand même le dossier de campagne ?</translation>
    </message>
    <message>
        <source>A form has at most {most} fields.</source>
        <translation>Un formulaire a au plus {most} champs.</translation>
    </message>
    <message>
        <source>You are not logged in to a campaign.</source>
        <translation>Vous n&apos;êtes connecté à aucune campagne.</translation>
    </message>
    <message>
        <source>A list of contacts comes in parts of at most {most}.</source>
        <translation>Une liste de contacts s&apos;envoie en parties de {most} au plus.</translation>
    </message>
    <message>
        <source>Contact {place} of the list has no number that can be dialled.</source>
        <translation>Le contact {place} de la liste n&apos;a pas de numéro que l&apos;on puisse composer.</translation>
    </message>
    <message>
        <source>A callback can be at most a year ahead.</source>
        <translation>Un rappel peut être prévu au plus un an à l&apos;avance.</translation>
    </message>
    <message>
        <source>A queue&apos;s overflow must take the same kind of cases; this one does not: {queue}.</source>
        <translation>Le débordement d’une file doit prendre le même type de dossiers, ce que celle-ci ne fait pas&#xa0;: {queue}.</translation>
    </message>
    <message>
        <source>There is no such desk phone: {device}.</source>
        <translation>Ce téléphone de bureau n’existe pas : {device}.</translation>
    </message>
    <message>
        <source>A colleague is logged in at this desk phone: {device}.</source>
        <translation>Un collègue est connecté à ce téléphone de bureau : {device}.</translation>
    </message>
    <message>
        <source>A desk phone cannot have the user name of an agent: {device}.</source>
        <translation>Un téléphone de bureau ne peut pas porter le nom d’utilisateur d’un agent : {device}.</translation>
    </message>
    <message>
        <source>Two queues have the same number: {number}.</source>
        <translation>Deux files ont le même numéro&#xa0;: {number}.</translation>
    </message>
    <message>
        <source>There is no flow {flow}.</source>
        <translation>Il n’y a pas de scénario {flow}.</translation>
    </message>
    <message>
        <source>Queue {queue}: its keys are digits, * or #, each once.</source>
        <translation>File {queue} : les touches sont des chiffres, * ou #, chacune une seule fois.</translation>
    </message>
    <message>
        <source>Flow {flow}: two nodes are called {node}.</source>
        <translation>Scénario {flow} : deux nœuds s’appellent {node}.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no node {target} to go to.</source>
        <translation>Scénario {flow}, nœud {node} : il n’y a pas de nœud {target} où aller.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a prompt is missing.</source>
        <translation>Scénario {flow}, nœud {node} : il manque une annonce.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: there is no queue {queue} for calls.</source>
        <translation>Scénario {flow}, nœud {node} : il n’y a pas de file {queue} pour les appels.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {field} cannot be this.</source>
        <translation>Scénario {flow}, nœud {node} : {field} ne peut pas avoir cette valeur.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: {cri} is secret, so that only look-ups get it.</source>
        <translation>Scénario {flow}, nœud {node} : {cri} est secret, seules les consultations le reçoivent.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: no way leads from here to a queue or to the end of the call.</source>
        <translation>Scénario {flow}, nœud {node} : aucun chemin ne mène d’ici à une file ou à la fin de l’appel.</translation>
    </message>
    <message>
        <source>Flow {flow}, node {node}: a way leads back here on which nothing is said or asked.</source>
        <translation>Scénario {flow}, nœud {node} : un chemin revient ici sans que rien ne soit dit ni demandé.</translation>
    </message>
    <message>
        <source>There is no such audio clip.</source>
        <translation>Ce clip audio n&apos;existe pas.</translation>
    </message>
    <message>
        <source>Give the audio clip a name of at most {most} characters.</source>
        <translation>Donnez au clip audio un nom de {most} caractères au plus.</translation>
    </message>
    <message>
        <source>You have {most} audio clips, and that is the most: delete one first.</source>
        <translation>Vous avez {most} clips audio, et c&apos;est le maximum : supprimez-en un d&apos;abord.</translation>
    </message>
    <message>
        <source>No audio clip is being played.</source>
        <translation>Aucun clip audio n&apos;est en cours de lecture.</translation>
    </message>
    <message>
        <source>This is not your case.</source>
        <translation>Ce n’est pas votre dossier.</translation>
    </message>
    <message>
        <source>Cases of this queue have no information called {name}.</source>
        <translation>Les dossiers de cette file n’ont pas d’information nommée {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be changed.</source>
        <translation>{name} ne peut pas être modifié.</translation>
    </message>
    <message>
        <source>This value does not fit {name}.</source>
        <translation>Cette valeur ne convient pas à {name}.</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a CRI: use letters, digits and _, and no name of the system.</source>
        <translation>{name} ne peut pas être le nom d’un CRI : utilisez des lettres, des chiffres et _, mais aucun nom du système.</translation>
    </message>
    <message>
        <source>The CRI {name} has choices and another type, or the type choice and no choices.</source>
        <translation>Le CRI {name} a des choix mais un autre type, ou le type choix sans aucun choix.</translation>
    </message>
    <message>
        <source>The web address of the CRI {name} is wrong: it needs http(s)://, a host, and known CRIs only.</source>
        <translation>L’adresse web du CRI {name} est incorrecte : il faut http(s)://, un hôte et uniquement des CRI connus.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Le nom d’utilisateur ou le mot de passe est incorrect.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment, then try again.</source>
        <translation>Trop de tentatives. Patientez un instant, puis réessayez.</translation>
    </message>
    <message>
        <source>The session is over. Log in again.</source>
        <translation>La session est terminée. Reconnectez-vous.</translation>
    </message>
    <message>
        <source>The request could not be read.</source>
        <translation>La requête n’a pas pu être lue.</translation>
    </message>
    <message>
        <source>This program and the server are too far apart in version. Update the program.</source>
        <translation>Les versions du programme et du serveur sont trop éloignées. Mettez le programme à jour.</translation>
    </message>
    <message>
        <source>The connection is too slow and was ended; it is taken up again.</source>
        <translation>La connexion est trop lente et a été interrompue&#xa0;; elle est rétablie.</translation>
    </message>
    <message>
        <source>The server could not save this. Try again; tell your administrator if it stays so.</source>
        <translation>Le serveur n’a pas pu enregistrer cela. Réessayez&#xa0;; prévenez votre administrateur si cela persiste.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Il n’y a rien à cette adresse.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and your network; it is tried again.</source>
        <translation>Le serveur est injoignable. Vérifiez son adresse et votre réseau&#xa0;; une nouvelle tentative suit.</translation>
    </message>
    <message>
        <source>The server cannot prove who it is, and was told nothing. Compare its certificate.</source>
        <translation>Le serveur ne peut pas prouver son identité, et rien ne lui a été transmis. Comparez son certificat.</translation>
    </message>
    <message>
        <source>What answers at this address is not an Agent Desktop server.</source>
        <translation>Ce qui répond à cette adresse n’est pas un serveur Agent Desktop.</translation>
    </message>
    <message>
        <source>This link has no number that can be called.</source>
        <translation>Ce lien n&apos;a aucun numéro que l&apos;on puisse appeler.</translation>
    </message>
    <message>
        <source>You did not answer a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Vous n’avez pas répondu à un appel&#xa0;; il est revenu en tête de file. Vous êtes maintenant en pause.</translation>
    </message>
    <message>
        <source>You rejected a call; it went back to the front of the queue. You are busy now.</source>
        <translation>Vous avez refusé un appel&#xa0;; il est revenu en tête de file. Vous êtes maintenant en pause.</translation>
    </message>
    <message>
        <source>You did not take a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Vous n&apos;avez pas pris un dossier ; il est revenu en tête de file. Vous êtes maintenant en pause.</translation>
    </message>
    <message>
        <source>You rejected a case; it went back to the front of the queue. You are busy now.</source>
        <translation>Vous avez refusé un dossier ; il est revenu en tête de file. Vous êtes maintenant en pause.</translation>
    </message>
    <message>
        <source>A case that you put aside is due.</source>
        <translation>Un dossier que vous avez mis de côté est à reprendre.</translation>
    </message>
    <message>
        <source>A colleague forwarded a case to you.</source>
        <translation>Un collègue vous a transmis un dossier.</translation>
    </message>
    <message>
        <source>You are the owner of a case now.</source>
        <translation>Vous êtes maintenant propriétaire d&apos;un dossier.</translation>
    </message>
    <message>
        <source>The customer wrote again in one of your cases.</source>
        <translation>Le client a de nouveau écrit dans un de vos dossiers.</translation>
    </message>
    <message>
        <source>The customer left the chat.</source>
        <translation>Le client a quitté le chat.</translation>
    </message>
    <message>
        <source>A colleague opened this case too.</source>
        <translation>Un collègue a aussi ouvert ce dossier.</translation>
    </message>
    <message>
        <source>A colleague changed this case.</source>
        <translation>Un collègue a modifié ce dossier.</translation>
    </message>
    <message>
        <source>A supervisor listens to this call.</source>
        <translation>Un superviseur écoute cet appel.</translation>
    </message>
    <message>
        <source>Nobody listens to this call any more.</source>
        <translation>Plus personne n’écoute cet appel.</translation>
    </message>
    <message>
        <source>You cannot listen to the call: your phone or the server&apos;s media failed.</source>
        <translation>Vous ne pouvez pas écouter l’appel : votre téléphone ou le média du serveur a échoué.</translation>
    </message>
    <message>
        <source>A supervisor is coming to help you.</source>
        <translation>Un superviseur vient vous aider.</translation>
    </message>
    <message>
        <source>No supervisor came to help you. Ask again if you need one.</source>
        <translation>Aucun superviseur n&apos;est venu. Redemandez si besoin.</translation>
    </message>
    <message>
        <source>A customer who has a part of the answer wrote again: there are two cases on one matter.</source>
        <translation>Un client qui a reçu une réponse partielle a réécrit : deux dossiers portent sur la même affaire.</translation>
    </message>
    <message>
        <source>Your phone could not be rung; the call is back at the front of the queue. You are busy now.</source>
        <translation>Votre téléphone n’a pas pu sonner&#xa0;; l’appel est revenu en tête de file. Vous êtes maintenant en pause.</translation>
    </message>
    <message>
        <source>The caller hung up before you answered.</source>
        <translation>L’appelant a raccroché avant votre réponse.</translation>
    </message>
    <message>
        <source>You could not be heard for too long; the caller is back at the front of the queue.</source>
        <translation>Vous êtes resté inaudible trop longtemps&#xa0;; l’appelant est revenu en tête de file.</translation>
    </message>
    <message>
        <source>A customer is on hold and waits for you.</source>
        <translation>Un client est en attente et vous attend.</translation>
    </message>
    <message>
        <source>Your own phone could not be rung. Nobody was called.</source>
        <translation>Votre propre téléphone n&apos;a pas pu sonner. Personne n&apos;a été appelé.</translation>
    </message>
    <message>
        <source>You did not answer a colleague&apos;s call.</source>
        <translation>Vous n&apos;avez pas répondu à l&apos;appel d&apos;un collègue.</translation>
    </message>
    <message>
        <source>Your inquiry was not answered. The customer is still parked.</source>
        <translation>Votre double appel est resté sans réponse. Le client est toujours parqué.</translation>
    </message>
    <message>
        <source>Your inquiry is over. Nobody else is in it any more.</source>
        <translation>Votre double appel est terminé. Il n&apos;y a plus personne.</translation>
    </message>
    <message>
        <source>The call that you transferred was not answered and comes back to you.</source>
        <translation>L&apos;appel que vous avez transféré est resté sans réponse et vous revient.</translation>
    </message>
    <message>
        <source>The conference could not be made. You speak to the one you asked, as before.</source>
        <translation>La conférence n&apos;a pas pu être établie. Vous parlez à la personne consultée, comme avant.</translation>
    </message>
    <message>
        <source>A sound device came or went: {device} is used now.</source>
        <translation>Un périphérique audio est arrivé ou parti&#xa0;: {device} est maintenant utilisé.</translation>
    </message>
    <message>
        <source>A sound device went: the usual one of your PC is used now.</source>
        <translation>Un périphérique audio est parti&#xa0;: celui habituel de votre PC est maintenant utilisé.</translation>
    </message>
    <message>
        <source>{queue}: as many wait as your alarm allows, or for as long.</source>
        <translation>{queue} : le nombre d’appelants en attente, ou leur attente, a atteint votre alarme.</translation>
    </message>
    <message>
        <source>{queue}: fewer agents are ready than your alarm allows.</source>
        <translation>{queue} : moins d’agents sont prêts que ne le permet votre alarme.</translation>
    </message>
    <message>
        <source>{queue}: the service level is below the limit of your alarm.</source>
        <translation>{queue} : le niveau de service est sous la limite de votre alarme.</translation>
    </message>
    <message>
        <source>A part of the recording is missing: it could not be written. Tell your administrator.</source>
        <translation>Une partie de l&apos;enregistrement manque : elle n&apos;a pas pu être écrite. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The call could not be recorded, or not to its end. Tell your administrator.</source>
        <translation>L’appel n’a pas pu être enregistré, ou pas jusqu’au bout. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The audio clip was not recorded: nothing was said, or it could not be kept.</source>
        <translation>Le clip audio n&apos;a pas été enregistré : rien n&apos;a été dit, ou il n&apos;a pas pu être conservé.</translation>
    </message>
    <message>
        <source>The audio clip could not be played. Tell your administrator.</source>
        <translation>Le clip audio n&apos;a pas pu être lu. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to answer.</source>
        <translation>Votre téléphone sonne : décrochez pour répondre.</translation>
    </message>
    <message>
        <source>There is no sound in this call because the server&apos;s media failed. Tell your administrator.</source>
        <translation>Cet appel est sans son, car le média du serveur est en panne. Prévenez votre administrateur.</translation>
    </message>
    <message>
        <source>The customer&apos;s line is busy. The call is tried again as the rules say.</source>
        <translation>La ligne du client est occupée. L&apos;appel sera retenté selon les règles.</translation>
    </message>
    <message>
        <source>The customer did not answer. The call is tried again as the rules say.</source>
        <translation>Le client n&apos;a pas répondu. L&apos;appel sera retenté selon les règles.</translation>
    </message>
    <message>
        <source>The customer&apos;s number could not be reached. The call is tried again as the rules say.</source>
        <translation>Le numéro du client n&apos;a pas pu être joint. L&apos;appel sera retenté selon les règles.</translation>
    </message>
    <message>
        <source>The call to the customer failed because of the server. It is tried again as the rules say.</source>
        <translation>L&apos;appel au client a échoué à cause du serveur. Il sera retenté selon les règles.</translation>
    </message>
    <message>
        <source>The server was restarted and your call was lost.</source>
        <translation>Le serveur a redémarré et votre appel a été perdu.</translation>
    </message>
    <message>
        <source>The connection to the server was lost. It is taken up again by itself.</source>
        <translation>La connexion au serveur est perdue. Elle se rétablit d’elle-même.</translation>
    </message>
    <message>
        <source>The connection to the server is back.</source>
        <translation>La connexion au serveur est rétablie.</translation>
    </message>
    <message>
        <source>While the server was out of reach you missed calls: {count}. They stand in Recent calls.</source>
        <translation>Pendant que le serveur était injoignable, vous avez manqué des appels : {count}. Ils sont dans Appels récents.</translation>
    </message>
    <message>
        <source>While the server was out of reach your status changed.</source>
        <translation>Pendant que le serveur était injoignable, votre statut a changé.</translation>
    </message>
    <message>
        <source>The phone stopped and is started again.</source>
        <translation>Le téléphone s’est arrêté et redémarre.</translation>
    </message>
    <message>
        <source>The phone could not do this: {problem}</source>
        <translation>Le téléphone n’a pas pu faire cela&#xa0;: {problem}</translation>
    </message>
    <message>
        <source>The server did not take a note. Its text is kept in this file: {file}</source>
        <translation>Le serveur n’a pas accepté une note. Son texte est conservé dans ce fichier : {file}</translation>
    </message>
    <message>
        <source>What you type cannot be kept on this PC: {problem}. Close the window only when it is saved.</source>
        <translation>Ce que vous écrivez ne peut pas être conservé sur ce PC : {problem}. Ne fermez la fenêtre qu’une fois le texte enregistré.</translation>
    </message>
    <message>
        <source>A sound file is gone; the usual sound is heard instead: {file}</source>
        <translation>Un fichier son a disparu ; le son habituel est joué à sa place : {file}</translation>
    </message>
    <message>
        <source>Your administrator changed the settings of this PC. They hold from the next start.</source>
        <translation>Votre administrateur a modifié les réglages de ce PC. Ils valent dès le prochain démarrage.</translation>
    </message>
    <message>
        <source>The settings of this PC have a mistake: tell your administrator before you end the program.</source>
        <translation>Les réglages de ce PC ont une erreur : dites-le à votre administrateur avant de quitter le programme.</translation>
    </message>
    <message>
        <source>Your settings could not be understood: the usual ones hold. What was there is in {file}.</source>
        <translation>Vos paramètres sont illisibles : les valeurs habituelles s&apos;appliquent. L&apos;ancien contenu est dans {file}.</translation>
    </message>
    <message>
        <source>A new version of the program is ready: {version}. Ask your administrator for it.</source>
        <translation>Une nouvelle version du programme est prête : {version}. Demandez-la à votre administrateur.</translation>
    </message>
    <message>
        <source>Other programs cannot reach this one: {problem}</source>
        <translation>Les autres programmes ne peuvent pas joindre celui-ci : {problem}</translation>
    </message>
    <message>
        <source>The server knows more than this program. Update the program.</source>
        <translation>Le serveur est plus récent que ce programme. Mettez le programme à jour.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {text}</source>
        <translation>{file} est illisible : {text}</translation>
    </message>
    <message>
        <source>{file} is too large for an address book.</source>
        <translation>{file} est trop gros pour un carnet d&apos;adresses.</translation>
    </message>
    <message>
        <source>{file}: the first line must name the columns, one of them a name and one a phone number.</source>
        <translation>{file} : la première ligne doit nommer les colonnes, dont un nom et un numéro de téléphone.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this cannot be read.</source>
        <translation>{file}, ligne {line} : illisible.</translation>
    </message>
    <message>
        <source>{file}, line {line}: this card has no end.</source>
        <translation>{file}, ligne {line} : cette fiche n&apos;a pas de fin.</translation>
    </message>
    <message>
        <source>{file}, line {line}: there is no name.</source>
        <translation>{file}, ligne {line} : il n&apos;y a pas de nom.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} has no phone number.</source>
        <translation>{file}, ligne {line} : {text} n&apos;a pas de numéro de téléphone.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {text} is no number that can be dialled.</source>
        <translation>{file}, ligne {line} : {text} n&apos;est pas un numéro composable.</translation>
    </message>
    <message>
        <source>The directory {file} does not answer. It is asked again; whom it had before stays here.</source>
        <translation>L&apos;annuaire {file} ne répond pas. Il sera interrogé de nouveau ; ceux qu&apos;il contenait restent ici.</translation>
    </message>
    <message>
        <source>The directory {file} cannot be reached safely: its certificate or its TLS is wrong.</source>
        <translation>L&apos;annuaire {file} ne peut pas être joint en sécurité : son certificat ou son TLS est incorrect.</translation>
    </message>
    <message>
        <source>The directory {file} refuses: {text}</source>
        <translation>L&apos;annuaire {file} refuse : {text}</translation>
    </message>
    <message>
        <source>The password for the directory {file} is not in the keyring of this PC.</source>
        <translation>Le mot de passe de l&apos;annuaire {file} n&apos;est pas dans le trousseau de ce poste.</translation>
    </message>
    <message>
        <source>The directory {file} has more people than can be shown: {text} are here.</source>
        <translation>L&apos;annuaire {file} contient plus de personnes qu&apos;il n&apos;est possible d&apos;en montrer : {text} sont ici.</translation>
    </message>
    <message>
        <source>{file}: {text} is no number that can be dialled.</source>
        <translation>{file} : {text} n&apos;est pas un numéro que l&apos;on peut composer.</translation>
    </message>
    <message>
        <source>You are muted: nobody hears what you say.</source>
        <translation>Votre micro est coupé : personne ne vous entend.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound. Is it switched off at the headset?</source>
        <translation>Votre micro ne donne aucun son. Est-il coupé sur le casque ?</translation>
    </message>
    <message>
        <source>You can hardly be heard. Move the microphone closer to your mouth, or turn it up.</source>
        <translation>On vous entend à peine. Rapprochez le micro de votre bouche ou augmentez son niveau.</translation>
    </message>
    <message>
        <source>Your voice is distorted. Turn the microphone down, or move it away from your mouth.</source>
        <translation>Votre voix est déformée. Baissez le micro ou éloignez-le de votre bouche.</translation>
    </message>
    <message>
        <source>This PC is too busy for a clear call. Close programs that you do not need.</source>
        <translation>Ce PC est trop occupé pour un appel clair. Fermez les programmes dont vous n&apos;avez pas besoin.</translation>
    </message>
    <message>
        <source>Your Wi-Fi is weak: you are heard with gaps. Move closer to it, or use a network cable.</source>
        <translation>Votre Wi-Fi est faible : on vous entend par à-coups. Rapprochez-vous-en ou utilisez un câble réseau.</translation>
    </message>
    <message>
        <source>Your network loses speech: you are heard with gaps. Is something large being sent or fetched?</source>
        <translation>Votre réseau perd de la parole : on vous entend par à-coups. Un gros transfert est-il en cours ?</translation>
    </message>
    <message>
        <source>Your connection loses speech: you are heard with gaps. Others may be using it heavily.</source>
        <translation>Votre connexion perd de la parole : on vous entend par à-coups. D&apos;autres l&apos;utilisent peut-être beaucoup.</translation>
    </message>
    <message>
        <source>The caller&apos;s speech arrives with gaps. It is not your PC: you are heard well.</source>
        <translation>La voix du correspondant arrive par à-coups. Ce n&apos;est pas votre PC : on vous entend bien.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Appel manqué</translation>
    </message>
    <message>
        <source>Phone unreachable</source>
        <translation>Téléphone injoignable</translation>
    </message>
    <message>
        <source>Missed case</source>
        <translation>Dossier manqué</translation>
    </message>
    <message>
        <source>Just logged in</source>
        <translation>Vient de se connecter</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Connexion perdue</translation>
    </message>
</context>
<context>
    <name>counts</name>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n prêt</numerusform>
            <numerusform>%n prêts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being offered a call</source>
        <translation>
            <numerusform>%n reçoit un appel</numerusform>
            <numerusform>%n reçoivent un appel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a call</source>
        <translation>
            <numerusform>%n en appel</numerusform>
            <numerusform>%n en appel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in wrap-up</source>
        <translation>
            <numerusform>%n en conclusion</numerusform>
            <numerusform>%n en conclusion</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n en pause</numerusform>
            <numerusform>%n en pause</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrative</source>
        <translation>
            <numerusform>%n en administratif</numerusform>
            <numerusform>%n en administratif</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n logged out</source>
        <translation>
            <numerusform>%n déconnecté</numerusform>
            <numerusform>%n déconnectés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en attente</numerusform>
            <numerusform>%n en attente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kept</name>
    <message>
        <source>Saved for later</source>
        <translation>Gardé pour plus tard</translation>
    </message>
    <message>
        <source>Partly answered</source>
        <translation>Répondu en partie</translation>
    </message>
    <message>
        <source>Forwarded to you</source>
        <translation>Transmis à vous</translation>
    </message>
    <message>
        <source>Locked to you</source>
        <translation>Réservé à vous</translation>
    </message>
    <message>
        <source>Picked by you</source>
        <translation>Pris par vous</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Rouvert</translation>
    </message>
    <message>
        <source>Left when you logged out</source>
        <translation>Laissé à votre déconnexion</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Rappel privé</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>%1 belongs to another program</source>
        <translation>%1 appartient à un autre programme</translation>
    </message>
    <message>
        <source>anywhere %1</source>
        <translation>partout %1</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Connexion …</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
</context>
<context>
    <name>mail</name>
    <message>
        <source>The system</source>
        <translation>Le système</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>Handled</source>
        <translation>Traité</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Transféré</translation>
    </message>
    <message>
        <source>Consulted</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Hung up before an answer</source>
        <translation>Raccroché avant réponse</translation>
    </message>
    <message>
        <source>Callback ordered</source>
        <translation>Rappel demandé</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Non joint</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Coupé</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Served by the voice menu</source>
        <translation>Servi par le menu vocal</translation>
    </message>
    <message>
        <source>Left a message</source>
        <translation>A laissé un message</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Éconduit</translation>
    </message>
</context>
<context>
    <name>phone</name>
    <message>
        <source>No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself.</source>
        <translation>Aucun périphérique audio trouvé. Branchez un casque ou activez le service audio&#xa0;; il est ensuite utilisé de lui-même.</translation>
    </message>
    <message>
        <source>No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself.</source>
        <translation>Aucun microphone trouvé&#xa0;: les appelants ne vous entendent pas. Branchez un casque&#xa0;; il est ensuite utilisé de lui-même.</translation>
    </message>
    <message>
        <source>No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself.</source>
        <translation>Aucun haut-parleur trouvé&#xa0;: vous n&apos;entendez pas les appelants. Branchez un casque&#xa0;; il est ensuite utilisé de lui-même.</translation>
    </message>
    <message>
        <source>The microphone you chose is not connected: another one is used until it is back.</source>
        <translation>Le microphone choisi n&apos;est pas connecté&#xa0;: un autre est utilisé jusqu&apos;à son retour.</translation>
    </message>
    <message>
        <source>The speaker you chose is not connected: another one is used until it is back.</source>
        <translation>Le haut-parleur choisi n&apos;est pas connecté&#xa0;: un autre est utilisé jusqu&apos;à son retour.</translation>
    </message>
    <message>
        <source>The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one.</source>
        <translation>Le microphone ne transmet rien&#xa0;: les appelants ne vous entendent pas. Rebranchez-le ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable.</source>
        <translation>Le microphone est muet&#xa0;: les appelants ne vous entendent pas. Cherchez un interrupteur sur le casque ou son câble.</translation>
    </message>
    <message>
        <source>The speaker could not be used; another program may have taken it.</source>
        <translation>Le haut-parleur n&apos;a pas pu être utilisé&#xa0;; un autre programme l&apos;a peut-être pris.</translation>
    </message>
    <message>
        <source>The microphone could not be used; it may be taken or forbidden.</source>
        <translation>Le microphone n&apos;a pas pu être utilisé&#xa0;; il est peut-être occupé ou interdit.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>No qualifier</source>
        <translation>Sans qualificatif</translation>
    </message>
    <message>
        <source>Private callback</source>
        <translation>Rappel privé</translation>
    </message>
    <message>
        <source>Public callback</source>
        <translation>Rappel public</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Succès</translation>
    </message>
    <message>
        <source>Success to confirm</source>
        <translation>Succès à confirmer</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Cancel success and close</source>
        <translation>Annuler le succès et clôturer</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>Service level</source>
        <translation>Niveau de service</translation>
    </message>
    <message>
        <source>Agents logged in</source>
        <translation>Agents connectés</translation>
    </message>
    <message>
        <source>{percent} % within {seconds} s today: {part} of {whole}.</source>
        <translation>{percent} % en {seconds} s aujourd’hui : {part} sur {whole}.</translation>
    </message>
    <message>
        <source>Of today&apos;s callers who were answered or waited longer than the target, how many were answered within it. Who hung up sooner does not count.</source>
        <translation>Parmi les appelants du jour qui ont eu une réponse ou ont attendu plus que l’objectif, combien l’ont eue dans ce délai. Qui a raccroché plus tôt ne compte pas.</translation>
    </message>
    <message>
        <source>Callers an hour: {calls}. Agents who would answer {percent} % of them within {seconds} s: {agents}. Logged in: {present}.</source>
        <translation>Appelants par heure : {calls}. Agents qui répondraient à {percent} % d’entre eux en {seconds} s : {agents}. Connectés : {present}.</translation>
    </message>
    <message>
        <source>After the slash: how many agents would answer {percent} % in time now, by Erlang&apos;s formulas, with the callers of the last hour.</source>
        <translation>Après la barre : combien d’agents répondraient maintenant à {percent} % à temps, selon les formules d’Erlang, avec les appelants de la dernière heure.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Locked by your administrator</source>
        <translation>Verrouillé par votre administrateur</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sons</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>Sound devices</source>
        <translation>Appareils audio</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Valeurs en vigueur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Sign in the tray</source>
        <translation>Icône de notification</translation>
    </message>
    <message>
        <source>No sign</source>
        <translation>Pas d&apos;icône</translation>
    </message>
    <message>
        <source>Show the status</source>
        <translation>Afficher le statut</translation>
    </message>
    <message>
        <source>A closed window goes on there</source>
        <translation>La fenêtre fermée y reste</translation>
    </message>
    <message>
        <source>The window also starts there</source>
        <translation>La fenêtre y démarre aussi</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <translation>Démarrer avec la session</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Mouvement</translation>
    </message>
    <message>
        <source>Nothing moves or blinks</source>
        <translation>Rien ne bouge ni ne clignote</translation>
    </message>
    <message>
        <source>Message windows close by themselves after</source>
        <translation>Les fenêtres de message se ferment seules après</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondes</translation>
    </message>
    <message>
        <source>Size of message windows</source>
        <translation>Taille des fenêtres de message</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Normale</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Petite</translation>
    </message>
    <message>
        <source>Notices of the desktop</source>
        <translation>Notifications du bureau</translation>
    </message>
    <message>
        <source>While the window cannot be seen</source>
        <translation>Si la fenêtre est cachée</translation>
    </message>
    <message>
        <source>While another program is in front</source>
        <translation>Derrière un autre programme</translation>
    </message>
    <message>
        <source>Notices of the desktop say who calls</source>
        <translation>Les notifications disent qui appelle</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>A case is offered to you</source>
        <translation>Un dossier vous est proposé</translation>
    </message>
    <message>
        <source>A call is connected at once</source>
        <translation>Un appel est connecté aussitôt</translation>
    </message>
    <message>
        <source>You missed an offer</source>
        <translation>Vous avez manqué une proposition</translation>
    </message>
    <message>
        <source>A queue reached your alarm</source>
        <translation>Une file a atteint votre alarme</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Appel entrant</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>En appel</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administratif</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Déconnecté</translation>
    </message>
    <message>
        <source>Then: {status}</source>
        <translation>Ensuite&#xa0;: {status}</translation>
    </message>
    <message>
        <source>Back at {time}</source>
        <translation>Retour à {time}</translation>
    </message>
    <message>
        <source>Overdue: back at {time}</source>
        <translation>En retard : retour à {time}</translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>Queue information</source>
        <translation>Informations de file</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>Message history</source>
        <translation>Historique des messages</translation>
    </message>
    <message>
        <source>Call information</source>
        <translation>Informations d&apos;appel</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>Pavé numérique</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Appels récents</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>Carnet d&apos;adresses</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Messages vocaux</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Cherry pick</source>
        <translation>Choix d&apos;appels</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Mes dossiers</translation>
    </message>
    <message>
        <source>Personal statistics</source>
        <translation>Statistiques personnelles</translation>
    </message>
</context>
<context>
    <name>talk</name>
    <message>
        <source>Conference with {names}</source>
        <translation>Conférence avec {names}</translation>
    </message>
    <message>
        <source>On hold for {time}: the customer hears music</source>
        <translation>En attente depuis {time} : le client entend de la musique</translation>
    </message>
    <message>
        <source>Parked for {time}: the customer hears music</source>
        <translation>Parqué depuis {time} : le client entend de la musique</translation>
    </message>
    <message>
        <source>{name} listens</source>
        <translation>{name} écoute</translation>
    </message>
    <message>
        <source>{name} speaks to you alone</source>
        <translation>{name} ne parle qu&apos;à vous</translation>
    </message>
    <message>
        <source>{name} speaks with you both</source>
        <translation>{name} parle avec vous deux</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>Enregistrement {time}</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>Enregistrement suspendu</translation>
    </message>
    <message>
        <source>Saving the recording …</source>
        <translation>Sauvegarde de l&apos;enregistrement …</translation>
    </message>
    <message>
        <source>Deleting the recording …</source>
        <translation>Suppression de l&apos;enregistrement …</translation>
    </message>
    <message>
        <source>Recording declined</source>
        <translation>Enregistrement refusé</translation>
    </message>
    <message>
        <source>a number outside</source>
        <translation>un numéro externe</translation>
    </message>
    <message>
        <source>Asking {name} … {time}</source>
        <translation>Double appel : {name} … {time}</translation>
    </message>
    <message>
        <source>Speaking with the customer; {name} hears music</source>
        <translation>En conversation avec le client ; {name} entend de la musique</translation>
    </message>
    <message>
        <source>Speaking with {name}; the customer hears music</source>
        <translation>En conversation avec {name} ; le client entend de la musique</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>The server is out of reach; it is tried again by itself. Your call goes on; what you type is kept.</source>
        <translation>Le serveur est injoignable ; la connexion reprendra seule. L’appel continue ; votre saisie est gardée.</translation>
    </message>
    <message>
        <source>The server is out of reach; it is tried again by itself. Buttons work again then; what you type is kept.</source>
        <translation>Le serveur est injoignable ; la connexion reprendra seule, et les boutons avec elle ; votre saisie est gardée.</translation>
    </message>
    <message>
        <source>The telephone is being started again; the caller hears music.</source>
        <translation>Le téléphone redémarre ; l’appelant entend de la musique.</translation>
    </message>
    <message>
        <source>The telephone is being started again.</source>
        <translation>Le téléphone redémarre.</translation>
    </message>
    <message>
        <source>You cannot be heard; the caller hears music. You are connected again by itself.</source>
        <translation>On ne vous entend pas ; l’appelant entend de la musique. Vous serez remis en relation tout seul.</translation>
    </message>
    <message>
        <source>Not heard – {time} left</source>
        <translation>Inaudible – encore {time}</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>passed over: {colleagues}</source>
        <translation>écartés&#xa0;: {colleagues}</translation>
    </message>
    <message>
        <source>Why you: longest waiting caller ({waited}), ready longest ({ready})</source>
        <translation>Pourquoi vous&#xa0;: plus longue attente ({waited}), agent prêt depuis le plus longtemps ({ready})</translation>
    </message>
    <message>
        <source>Why you: a colleague wants to speak to you, or gives you this call</source>
        <translation>Pourquoi vous : un collègue veut vous parler ou vous donne cet appel</translation>
    </message>
    <message>
        <source>Why you: the call that you transferred was not answered</source>
        <translation>Pourquoi vous : l&apos;appel que vous avez transféré est resté sans réponse</translation>
    </message>
    <message>
        <source>Why you: you took this call yourself</source>
        <translation>Pourquoi vous : vous avez pris cet appel vous-même</translation>
    </message>
    <message>
        <source>Why you: rule {rule}, score {score}, you had been ready for {ready}</source>
        <translation>Pourquoi vous&#xa0;: règle {rule}, score {score}, prêt depuis {ready}</translation>
    </message>
</context>
</TS>
