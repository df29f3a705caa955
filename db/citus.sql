-- SPDX-License-Identifier: EUPL-1.2
-- Spreads the schema over the machines of a Citus cluster, by programme. Run once, by hand, after the first start on an empty database.
SELECT create_reference_table('person');
SELECT create_reference_table('account');
SELECT create_reference_table('login_session');
SELECT create_reference_table('link');
SELECT create_reference_table('attempt');
SELECT create_reference_table('programme');
SELECT create_distributed_table('journal', 'programme_id');
SELECT create_distributed_table('search_text', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('programme_facts', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('party', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('inhabitants', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('membership', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('mandate', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('document', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('theme', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('topic', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('goal', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('action', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('milestone', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('result_figure', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('participation', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('role', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('step', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('fact', 'programme_id', colocate_with => 'journal');
SELECT create_distributed_table('proposal', 'programme_id', colocate_with => 'journal');
